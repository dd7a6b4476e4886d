/** A company of the demonstration world, as `POST /v1/companies` takes it. */
export interface DemoCompany {
  readonly id: string;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly name: string;
  readonly parentId: string | null;
  readonly tier?: string;
  readonly pointsProgramme?: boolean;
  readonly vendorAccount?: 'watchguard' | 'panda-migrated' | 'panda';
}

const distributor = (id: string, name: string): DemoCompany => ({
  id,
  name,
  type: 'distributor',
  parentId: null,
});
const partner = (
  id: string,
  name: string,
  parentId: string,
  tier: string,
  vendorAccount: NonNullable<DemoCompany['vendorAccount']>,
  pointsProgramme = false,
): DemoCompany => ({
  id,
  name,
  type: 'partner',
  parentId,
  tier,
  vendorAccount,
  pointsProgramme,
});
const customer = (id: string, name: string, parentId: string): DemoCompany => ({
  id,
  name,
  type: 'customer',
  parentId,
});

/** The companies of the demonstration world, parents first (interfaces.md, "What the local start provides"). */
export const demoCompanies: readonly DemoCompany[] = [
  distributor('distributor-one', 'Distributor One'),
  distributor('distributor-two', 'Distributor Two'),
  partner('partner-gold', 'Gold Partner', 'distributor-one', 'GOLD', 'watchguard', true),
  partner('partner-silver', 'Silver Partner', 'distributor-one', 'SILVER', 'panda-migrated'),
  partner('partner-two', 'Partner of Distributor Two', 'distributor-two', 'SILVER', 'panda'),
  partner('partner-chain', 'Partner under Gold', 'partner-gold', 'SILVER', 'watchguard'),
  customer('customer-one', 'First Customer', 'partner-gold'),
  customer('customer-two', 'Second Customer', 'partner-gold'),
  customer('customer-silver', 'Customer of Silver', 'partner-silver'),
  customer('customer-foreign', 'Customer of Partner Two', 'partner-two'),
];

/** The fixed ids, for examples and tests. */
export const demoIds = demoCompanies.map(({ id }) => id);
