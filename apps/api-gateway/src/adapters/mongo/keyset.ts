/** The fields that a list is sorted by, the last one unique; 1 ascends, -1 descends. */
export type Order = Readonly<Record<string, 1 | -1>>;

/** The values of the sort fields of the last item of a page. */
export type Position = readonly (string | number)[];

type Filter = Readonly<Record<string, unknown>>;

/**
 * The filter for what comes after a position: for `{a: 1, b: 1}` that is `a > x`, or `a = x` and `b > y`. Unlike an
 * offset it stays right when items come and go.
 */
export function after(order: Order, position: Position): Filter {
  const fields = Object.entries(order);
  const branches = fields.map(([field, direction], index) => ({
    ...Object.fromEntries(fields.slice(0, index).map(([earlier], at) => [earlier, position[at]])),
    [field]: { [direction === 1 ? '$gt' : '$lt']: position[index] },
  }));
  return branches.length === 1 ? (branches[0] as Filter) : { $or: branches };
}

/** The position of a document in an order. */
export const positionOf = (order: Order, document: Readonly<Record<string, unknown>>): Position =>
  Object.keys(order).map((field) => document[field] as string | number);
