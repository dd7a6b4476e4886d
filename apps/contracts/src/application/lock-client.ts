import type { Instant, Refusal } from '@reservoir/kernel';
import { type ClientLock, everySkuIsSold, handedOver, nothingIsInFlight } from '../domain/client-lock.js';
import { type Client, newClient } from '../domain/client.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { PoolKey } from '../domain/license-pool.js';
import { handOverIdOf, movedContracts } from '../domain/transfer/moved-contracts.js';
import { catchUpFamily } from './catch-up-family.js';
import { contractsOf, keepFamily } from './family.js';
import { type Outcome, both, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/** A customer moves to another partner: asked by companies. */
export interface LockClient {
  readonly transferId: string;
  readonly customerId: string;
  /** The partner that it leaves. */
  readonly partnerId: string;
  readonly toId: string;
  /** The version of the customer's fact before it moves. */
  readonly companyVersion: number;
}

/** What companies are answered: the client may go, it may not, or it may when the pools have handed over. */
export type LockAnswer =
  | { readonly kind: 'locked'; readonly pools: ClientLock['pools'] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'later' };

export interface Locked {
  readonly outcome: Outcome;
  readonly answer: LockAnswer;
}

/**
 * Locks a client that moves (CO-5), and moves its licences: its contracts are its new partner's at once, and in flight until
 * the pools have handed over, so that jobs wait. Nothing is refused after it. The same lock again is the same.
 */
export function lockClient(asked: LockClient, ports: Ports, now: Instant): Locked {
  const { transferId, customerId, toId } = asked;
  const client = clientOf(customerId, ports);
  if (client.lock?.transferId === transferId) return { outcome: nothing, answer: answerOf(client.lock) };
  const inFlight = nothingIsInFlight(client);
  if (inFlight) return { outcome: nothing, answer: { kind: 'refused', refusal: inFlight } };
  const due = familiesOf(client)
    .map((familyId) => catchUpFamily({ customerId, familyId }, ports, now))
    .reduce(both, nothing);
  const to = ports.companies.find(toId);
  if (!to) throw new Error(`the company ${toId} is not known`);
  const refusal = everySkuIsSold(liveOf(customerId, ports), to, ports.assortments.find(to.distributorId));
  if (refusal) return { outcome: due, answer: { kind: 'refused', refusal } };
  const { outcome, answer } = move(asked, ports, now);
  return { outcome: both(due, outcome), answer };
}

/** A pool has handed over; what companies are answered when it was the last one. */
export function noteHandOver(
  applied: {
    readonly transferId: string;
    readonly customerId: string;
    readonly pool: PoolKey;
    readonly lots: readonly { readonly from: string }[];
    readonly pools: ClientLock['pools'];
  },
  { clients }: Pick<Ports, 'clients'>,
): LockAnswer {
  const client = clients.find(applied.customerId);
  if (client?.lock?.transferId !== applied.transferId) return { kind: 'later' };
  const id = handOverIdOf(
    applied.pool,
    applied.lots.map(({ from: lotId }) => ({ lotId })),
  );
  const after = handedOver(client, { id, pools: applied.pools });
  if (after === client || !after.lock) return { kind: 'later' };
  clients.save(after);
  return answerOf(after.lock);
}

function move(
  { transferId, customerId, partnerId, toId, companyVersion }: LockClient,
  ports: Ports,
  now: Instant,
): Locked {
  const moved = movedContracts(liveOf(customerId, ports), { transferId, toPartnerId: toId }, now);
  const begun = moved.handOvers.length > 0 ? { begun: transferId } : {};
  const told: ContractsEvent[] = [];
  for (const familyId of familiesOf(clientOf(customerId, ports))) {
    const contracts = moved.contracts.filter((one) => one.familyId === familyId);
    told.push(...keepFamily(clientOf(customerId, ports), { familyId, contracts, ...begun }, ports, now));
  }
  const client = clientOf(customerId, ports);
  const awaiting = moved.handOvers.map(({ id }) => id);
  const lock: ClientLock = { transferId, partnerId, companyVersion, awaiting, pools: [] };
  ports.clients.save({ ...client, version: client.version + 1, lock });
  const commands = moved.handOvers.map(({ pool, picks }) => ({
    type: 'TransferLicenses' as const,
    ...{ pool, toPartnerId: toId, transferId, customerId, picks },
  }));
  return { outcome: { ...nothing, commands, events: [...told, ...moved.events] }, answer: answerOf(lock) };
}

const answerOf = ({ awaiting, pools }: ClientLock): LockAnswer =>
  awaiting.length > 0 ? { kind: 'later' } : { kind: 'locked', pools };

const clientOf = (customerId: string, { clients }: Pick<Ports, 'clients'>): Client =>
  clients.find(customerId) ?? newClient(customerId);

const familiesOf = ({ claims }: Client): readonly string[] => [
  ...new Set(claims.map(({ familyId }) => familyId)),
];

function liveOf(customerId: string, ports: Ports): readonly Contract[] {
  const client = clientOf(customerId, ports);
  return familiesOf(client).flatMap((familyId) => contractsOf(client, familyId, ports));
}
