/** One answer to all questions of CA-3; what is undefined was not answered. */
export interface Configuration {
  readonly distributor: 'distributor-one' | 'distributor-two';
  readonly product: 'endpoint-security' | 'edr-standalone';
  readonly protectionModel: string | null | undefined;
  readonly addOns: readonly string[] | undefined;
  readonly managedServices: readonly string[] | undefined;
}

/** The add-ons of the demonstration catalog. */
export const addOnsOfTheCatalog = [
  'edr',
  'full-encryption',
  'patch-management',
  'sve-scanning',
  'xdr',
] as const;

const protectionModels = [undefined, null, 'a-la-carte', 'secure', 'secure-plus', 'secure-extra'] as const;

/** Every subset, the empty one among them. */
const subsetsOf = (items: readonly string[]): string[][] =>
  items.reduce<string[][]>(
    (subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])],
    [[]],
  );

/** All that may be answered: distributor × product × protection model × add-ons × managed services. */
export const everyConfiguration: readonly Configuration[] = (
  ['distributor-one', 'distributor-two'] as const
).flatMap((distributor) =>
  (['endpoint-security', 'edr-standalone'] as const).flatMap((product) =>
    protectionModels.flatMap((protectionModel) =>
      [undefined, ...subsetsOf(addOnsOfTheCatalog)].flatMap((addOns) =>
        [undefined, ...subsetsOf(['mdr-foundations'])].map((managedServices) => ({
          distributor,
          product,
          protectionModel,
          addOns,
          managedServices,
        })),
      ),
    ),
  ),
);

export const aDistributorTwo: Configuration = {
  distributor: 'distributor-two',
  product: 'edr-standalone',
  protectionModel: null,
  addOns: [],
  managedServices: [],
};
