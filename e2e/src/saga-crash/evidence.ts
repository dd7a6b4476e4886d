import type { Connection } from 'mongoose';
import { aggregatesOf, rowsOf } from '../crash/databases.js';

interface Pick {
  readonly lotId: string;
  readonly quantity: number;
}
interface PoolKey {
  readonly partnerId: string;
  readonly sku: string;
  readonly term: 'M1' | 'Y1' | 'Y2' | 'Y3';
}
export interface OperationRow {
  readonly _id: string;
  readonly state: 'pending' | 'succeeded' | 'refused';
  /** Begins with the name of a saga. */
  readonly correlationId: string;
  readonly outcome: { readonly refusal: { readonly code: string } | null } | null;
}
export interface AssignmentRow {
  readonly _id: string;
  readonly partnerId: string;
  readonly state: 'open' | 'recovering' | 'activated' | 'cancelled';
  readonly draftIds: readonly string[];
  readonly lines: readonly (Omit<PoolKey, 'partnerId'> & {
    readonly state: string;
    readonly quantity: number;
  })[];
  readonly recoveries: readonly { readonly pool: PoolKey; readonly back: readonly Pick[] }[];
}
export interface ContractRow {
  readonly _id: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly familyId: string;
  readonly product: string;
  readonly mode: 'commercial' | 'trial';
  readonly state: string;
  readonly activatedAt: string | null;
  readonly periods: readonly { readonly quantity: number; readonly batches: readonly Pick[] }[];
}
export interface ClientRow {
  readonly _id: string;
  readonly claims: readonly {
    readonly familyId: string;
    readonly mode: string;
    readonly product: string;
    readonly contracts: readonly { readonly id: string }[];
  }[];
  readonly inFlight: readonly object[];
  readonly lock: { readonly awaiting: readonly string[] } | null;
}
export type Counts = Readonly<
  Record<
    'available' | 'reserved' | 'assigned' | 'retired' | 'expired' | 'refunded' | 'transferredOut',
    number
  >
>;
export interface LotRow {
  readonly _id: string;
  readonly poolId: string;
  readonly provenance: string;
  readonly source: { readonly transferId?: string; readonly lotId?: string };
  readonly quantity: number;
  readonly counts: Counts;
}
interface ReservationRow {
  readonly _id: string;
  readonly state: string;
  readonly picks: readonly Pick[];
}

/** Databases of the services on the way. */
export type Databases = Readonly<Record<'gateway' | 'companies' | 'contracts' | 'pool', Connection>>;

/** All that is there. */
export interface Evidence {
  readonly operations: readonly OperationRow[];
  readonly companies: readonly { readonly _id: string; readonly parentId: string | null }[];
  readonly requests: readonly { readonly state: string }[];
  readonly assignments: readonly AssignmentRow[];
  readonly contracts: readonly ContractRow[];
  readonly clients: readonly ClientRow[];
  readonly lots: readonly LotRow[];
  readonly reservations: readonly ReservationRow[];
}

export async function evidenceOf({ gateway, companies, contracts, pool }: Databases): Promise<Evidence> {
  return {
    operations: await rowsOf(gateway, 'operations'),
    companies: await rowsOf(companies, 'companies'),
    requests: await rowsOf(companies, 'transfer_requests'),
    assignments: await aggregatesOf(contracts, 'assignment'),
    contracts: await aggregatesOf(contracts, 'contract'),
    clients: await aggregatesOf(contracts, 'client'),
    lots: await aggregatesOf(pool, 'lot'),
    reservations: await aggregatesOf(pool, 'reservation'),
  };
}

/** What is on the way still: each kind with how many there are; nothing when all has come to its end. */
export async function onTheWay(databases: Databases): Promise<Readonly<Record<string, number>>> {
  const { gateway, companies, contracts, pool } = databases;
  const count = async (connection: Connection, collection: string, filter: object): Promise<number> =>
    connection.collection(collection).countDocuments(filter, { hint: '_id_' });
  const open = { $or: [{ state: { $in: ['open', 'recovering'] } }, { 'lines.state': { $in: awaited } }] };
  const busy = { $or: [{ 'inFlight.0': { $exists: true } }, { 'lock.awaiting.0': { $exists: true } }] };
  const all: Record<string, number> = {
    operations: await count(gateway, 'operations', { state: 'pending' }),
    assignments: await count(contracts, 'aggregates', { type: 'assignment', ...open }),
    clients: await count(contracts, 'aggregates', { type: 'client', ...busy }),
    moves: await count(companies, 'transfer_requests', { state: 'moving' }),
    reservations: await count(pool, 'aggregates', { type: 'reservation', state: 'held' }),
  };
  for (const [service, connection] of Object.entries({ companies, contracts, pool })) {
    all[`unsent of ${service}`] = await count(connection, 'aggregates', { 'pending.0': { $exists: true } });
    all[`parked of ${service}`] = await count(connection, 'parked', {});
  }
  return Object.fromEntries(Object.entries(all).filter(([, left]) => left > 0));
}

/** Lines of a cancelled assignment whose answer is still to come. */
const awaited = ['withdrawn', 'recalled'];
