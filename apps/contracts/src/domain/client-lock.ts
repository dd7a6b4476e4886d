import type { Refusal } from '@reservoir/kernel';
import type { Client } from './client.js';
import type { Contract } from './contract.js';
import type { Assortment, Company } from './facts.js';
import type { PoolKey } from './license-pool.js';

/** A client that leaves its partner: nothing is begun for it under that partner any more (CO-5). */
export interface ClientLock {
  readonly transferId: string;
  /** The partner that it leaves. */
  readonly partnerId: string;
  /** The version of the customer's fact before it moved. */
  readonly companyVersion: number;
  /** What pools have not handed over yet; empty when the client may go. */
  readonly awaiting: readonly string[];
  /** The pools that have handed over, old and new, with their versions; until the client may go. */
  readonly pools: readonly { readonly pool: PoolKey; readonly version: number }[];
}

/**
 * Whether the lock still holds: until the fact of the move is here. It ends by itself, so that nothing has to be told or
 * forgotten; a fact that is older than the lock proves nothing.
 */
export const isLocked = ({ lock }: Client, customer: Company): boolean =>
  lock !== null && (customer.version <= lock.companyVersion || customer.parentId === lock.partnerId);

/** CO-5: refused while an operation of the customer is in flight, in whichever family. */
export function nothingIsInFlight({ inFlight }: Client): Refusal | undefined {
  const [flight] = inFlight;
  if (!flight) return undefined;
  return {
    code: 'operation-in-flight',
    rule: 'CO-5',
    detail: 'an operation of the customer is under way: try again when it has ended',
    errors: [{ ...flight }],
  };
}

/** CO-5, CO-3: the distributor of the new parent sells every SKU of the contracts that move, present and future. */
export function everySkuIsSold(
  contracts: readonly Contract[],
  to: Company,
  assortment: Assortment | undefined,
): Refusal | undefined {
  const sold = new Set(assortment?.offers.map(({ sku }) => sku) ?? []);
  const used = contracts.filter(({ mode }) => mode === 'commercial').flatMap(({ periods }) => periods);
  const missing = [...new Set(used.map(({ sku }) => sku))].filter((sku) => !sold.has(sku)).sort();
  if (missing.length === 0) return undefined;
  return {
    code: 'skus-not-sold',
    rule: 'CO-3',
    detail: `${to.distributorId} does not sell ${missing.length} SKUs in use: ${missing.slice(0, 20).join(', ')}`,
    errors: missing.slice(0, 200).map((sku) => ({ sku })),
  };
}

/** The client, free in all families again when the last pool has handed over (CO-5). */
export function handedOver(
  client: Client,
  part: { readonly id: string; readonly pools: ClientLock['pools'] },
): Client {
  const { lock } = client;
  if (!lock?.awaiting.includes(part.id)) return client;
  const awaiting = lock.awaiting.filter((id) => id !== part.id);
  const inFlight =
    awaiting.length > 0
      ? client.inFlight
      : client.inFlight.filter(({ operationId }) => operationId !== lock.transferId);
  const pools = [...lock.pools, ...part.pools].slice(0, 200);
  return { ...client, version: client.version + 1, inFlight, lock: { ...lock, awaiting, pools } };
}
