import { type Random, randomOf } from './random.js';
import { type Poison, poisonOf } from './poison.js';

/** What to play. */
export interface OrderMix {
  readonly count: number;
  readonly seed: number;
  /** Part of every order id, so that two runs never share an order line. */
  readonly run: string;
  readonly partners: readonly { readonly partnerId: string; readonly distributorId: string }[];
  readonly skus: readonly string[];
  readonly terms: readonly string[];
  /** 0: all partners alike; 1: a few buy most. */
  readonly skew: number;
  /** Shares of the whole, 0 … 1. */
  readonly duplicates: number;
  readonly refunds: number;
  readonly malformed: number;
  readonly unknownPartners: number;
  /** ISO 8601: when all of them were bought. */
  readonly purchasedAt: string;
}

/** What a generated record is meant to be. */
export type OrderKind = 'purchase' | 'duplicate' | 'refund' | 'malformed' | 'unknown-partner';

/** A record for `orders.v1`. */
export interface OrderRecord {
  readonly kind: OrderKind;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The order line of a purchase or its duplicate. */
  readonly purchase?: Purchase;
}

export interface Purchase {
  readonly orderId: string;
  readonly line: string;
  readonly distributorId: string;
  readonly partnerId: string;
  readonly sku: string;
  readonly term: string;
  readonly quantity: number;
  readonly purchasedAt: string;
}

/** How many of the last purchases a duplicate or a refund may pick from. */
const memory = 500;

/** Generates the records of a mix, the same ones for the same seed. */
export function* generateOrders(mix: OrderMix): Generator<OrderRecord> {
  const random = randomOf(mix.seed);
  const recent: OrderRecord[] = [];
  for (let number = 1; number <= mix.count; number += 1) {
    const kind = kindOf(mix, random, recent.length > 0);
    const record = recordOf(kind, mix, random, number, recent);
    if (record.kind === 'purchase') {
      recent.push(record);
      if (recent.length > memory) recent.shift();
    }
    yield record;
  }
}

function kindOf(mix: OrderMix, random: Random, any: boolean): OrderKind {
  if (any && random.chance(mix.duplicates)) return 'duplicate';
  if (any && random.chance(mix.refunds)) return 'refund';
  if (random.chance(mix.malformed)) return 'malformed';
  return random.chance(mix.unknownPartners) ? 'unknown-partner' : 'purchase';
}

function recordOf(
  kind: OrderKind,
  mix: OrderMix,
  random: Random,
  number: number,
  recent: readonly OrderRecord[],
): OrderRecord {
  const id = `${mix.run}-${number}`;
  const earlier = recent[random.int(0, Math.max(0, recent.length - 1))];
  if (kind === 'duplicate' && earlier) return { ...earlier, kind };
  if (kind === 'refund' && earlier?.purchase) return refund(id, earlier.purchase);
  const purchase = purchaseOf(mix, random, id);
  if (kind === 'malformed') return malformed(purchase, poisonOf(number), id);
  if (kind === 'unknown-partner') {
    const unknown = { ...purchase, partnerId: `unknown-${random.int(1, 9)}` };
    return { kind, ...structured(id, 'orders.license-purchased.v1', unknown) };
  }
  return { kind: 'purchase', ...structured(id, 'orders.license-purchased.v1', purchase), purchase };
}

function purchaseOf(mix: OrderMix, random: Random, id: string): Purchase {
  const partner = mix.partners[random.index(mix.partners.length, mix.skew)] ?? noPartner();
  return {
    orderId: id,
    line: '1',
    ...partner,
    sku: mix.skus[random.index(mix.skus.length, mix.skew)] ?? 'edr-standalone',
    term: mix.terms[random.int(0, mix.terms.length - 1)] ?? 'Y1',
    quantity: random.int(1, 100),
    purchasedAt: mix.purchasedAt,
  };
}

function refund(id: string, purchase: Purchase): OrderRecord {
  const { orderId, line, partnerId } = purchase;
  const data = { refundId: `refund-${id}`, orderId, line, partnerId, quantity: 1, reason: 'returned' };
  return { kind: 'refund', ...structured(id, 'orders.license-refunded.v1', data) };
}

function malformed(purchase: Purchase, poison: Poison, id: string): OrderRecord {
  const { key, value, headers } = structured(id, 'orders.license-purchased.v1', purchase);
  return { kind: 'malformed', key, value: poison.spoil(value), headers: poison.headers ?? headers };
}

/** A CloudEvent in structured mode. */
function structured(
  id: string,
  type: string,
  data: { readonly partnerId: string },
): Omit<OrderRecord, 'kind'> {
  const event = {
    specversion: '1.0',
    id,
    source: '/shop.example/orders',
    type,
    datacontenttype: 'application/json',
    data,
  };
  return {
    key: data.partnerId,
    value: JSON.stringify(event),
    headers: { 'content-type': 'application/cloudevents+json' },
  };
}

function noPartner(): never {
  throw new RangeError('at least one partner is needed');
}
