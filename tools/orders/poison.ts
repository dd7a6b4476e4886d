/** A way to spoil a good record. */
export interface Poison {
  readonly name: string;
  readonly spoil: (value: string) => string;
  /** Instead of those of a good record. */
  readonly headers?: Readonly<Record<string, string>>;
}

const spoilData = (change: Readonly<Record<string, unknown>>) => (value: string) => {
  const event = JSON.parse(value) as { data: object };
  return JSON.stringify({ ...event, data: { ...event.data, ...change } });
};

/** Records that no service can read: each goes to `orders.v1.dlq` (interfaces.md). */
export const poisons: readonly Poison[] = [
  { name: 'not JSON', spoil: (value) => value.slice(0, -1) },
  { name: 'not a CloudEvent', spoil: (value) => value, headers: {} },
  { name: 'no type', spoil: (value) => value.replace('"type"', '"kind"') },
  { name: 'quantity 0', spoil: spoilData({ quantity: 0 }) },
  { name: 'quantity −1', spoil: spoilData({ quantity: -1 }) },
  { name: 'quantity 1.5', spoil: spoilData({ quantity: 1.5 }) },
  { name: 'quantity 2⁵³', spoil: spoilData({ quantity: 2 ** 53 }) },
  { name: 'quantity as text', spoil: spoilData({ quantity: 'ten' }) },
  { name: 'no order id', spoil: spoilData({ orderId: undefined }) },
  { name: 'unknown term', spoil: spoilData({ term: 'Y9' }) },
];

/** One of the poisons, in turn. */
export const poisonOf = (number: number): Poison => poisons[number % poisons.length] as Poison;
