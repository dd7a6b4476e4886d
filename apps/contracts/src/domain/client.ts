import { type Instant, type UtcDay, dayOf } from '@reservoir/kernel';
import type { ClientLock } from './client-lock.js';
import { withFullRecovery } from './recovery/full-recoveries.js';
import { productOfSku } from './service.js';
import type { Suspension } from './suspension.js';
import {
  type Contract,
  type ContractKind,
  type Mode,
  isHeld,
  isLive,
  lastPeriod,
  periodEnd,
} from './contract.js';

/** A contract that is being assigned or live, as its claim lists it (invariant 5). */
export interface ClaimedContract {
  readonly id: string;
  readonly kind: ContractKind;
  readonly sku: string;
  readonly end: UtcDay;
  /** The product that it goes on with (CT-16). */
  readonly nextProduct?: string;
}

/** One product of a family is the client's; its contracts and modules share the claim (CT-5). */
export interface FamilyClaim {
  readonly familyId: string;
  readonly mode: Mode;
  readonly product: string;
  readonly protectionModel: string | null;
  readonly contracts: readonly ClaimedContract[];
}

/** The licensing of one customer, across its contracts. */
export interface Client {
  /** The customer's company id. */
  readonly id: string;
  readonly version: number;
  readonly claims: readonly FamilyClaim[];
  /** At most one operation per family (CT-19). */
  readonly inFlight: readonly { readonly familyId: string; readonly operationId: string }[];
  /** Of its last move to another partner; null when it never moved (CO-5). */
  readonly lock: ClientLock | null;
  /** The present one, or the last; null when it was never suspended (CO-6). Whoever changes an entitlement writes the client. */
  readonly suspension: Suspension | null;
  /** The last `full` recovery of each family: one in 90 days (PO-8). */
  readonly fullRecoveries: readonly { readonly familyId: string; readonly day: UtcDay }[];
  /** When the last trial of each family ended: the next one is 90 days away (CT-14). */
  readonly lastTrials: readonly { readonly familyId: string; readonly day: UtcDay }[];
}

/** So that a claim never outgrows its document; beyond it, contracts are grouped (CT-11). */
export const contractsOfAFamilyMost = 500;

/** A customer without any licence. */
export const newClient = (id: string): Client => ({
  id,
  version: 0,
  claims: [],
  inFlight: [],
  lock: null,
  suspension: null,
  fullRecoveries: [],
  lastTrials: [],
});

/** The operation that is under way in the family, if any (CT-19). */
export const operationInFlight = (client: Client, familyId: string): string | undefined =>
  client.inFlight.find((flight) => flight.familyId === familyId)?.operationId;

/** The claim as it stands: without contracts whose end has passed (CT-8); none when no contract is left. */
export function claimAt(client: Client, familyId: string, mode: Mode, now: Instant): FamilyClaim | undefined {
  const claim = client.claims.find((one) => one.familyId === familyId && one.mode === mode);
  const contracts = claim?.contracts.filter((contract) => now < periodEnd(contract)) ?? [];
  return claim && contracts.length > 0 ? { ...claim, contracts } : undefined;
}

/** What became of a family, for its client. */
export interface FamilyChange {
  readonly familyId: string;
  /** Every contract of the family that is being assigned or live (others do no harm). */
  readonly contracts: readonly Contract[];
  /** An operation that is under way from now on (CT-19). */
  readonly begun?: string;
  /** An operation that has ended. */
  readonly ended?: string;
  /** The day of a `full` recovery (PO-8). */
  readonly fullOn?: UtcDay | undefined;
}

/** The client with the claims that its contracts make, and what is under way (CT-5, CT-19). */
export function afterChange(client: Client, change: FamilyChange): Client {
  const { familyId, begun, ended, fullOn } = change;
  return {
    ...client,
    version: client.version + 1,
    claims: [...client.claims.filter((one) => one.familyId !== familyId), ...claimsOf(change)],
    inFlight: [
      ...client.inFlight.filter(({ operationId }) => operationId !== ended),
      ...(begun === undefined ? [] : [{ familyId, operationId: begun }]),
    ],
    fullRecoveries:
      fullOn === undefined
        ? client.fullRecoveries
        : withFullRecovery(client.fullRecoveries, familyId, fullOn),
    lastTrials: trialsAfter(client, change),
  };
}

/** With the end of a trial that is over now, however it ended (CT-14). */
function trialsAfter({ lastTrials }: Client, { familyId, contracts }: FamilyChange): Client['lastTrials'] {
  const ended = contracts
    .filter(({ mode, kind, activatedAt }) => mode === 'trial' && kind === 'product' && activatedAt !== null)
    .flatMap(({ endedAt }) => (endedAt === null ? [] : [dayOf(endedAt)]))
    .sort()
    .at(-1);
  return ended === undefined
    ? lastTrials
    : [...lastTrials.filter((one) => one.familyId !== familyId), { familyId, day: ended }];
}

/** A claim for each mode in which the family has contracts; of the product that is live, while another is on its way. */
function claimsOf({ familyId, contracts }: FamilyChange): readonly FamilyClaim[] {
  const held = contracts.filter((one) => one.familyId === familyId && isHeld(one));
  return (['commercial', 'trial'] as const).flatMap((mode) => {
    const own = held.filter((one) => one.mode === mode);
    const products = own.filter(({ kind }) => kind === 'product');
    const holder = products.find(isLive) ?? products[0] ?? own[0];
    if (!holder) return [];
    return [
      {
        familyId,
        mode,
        product: holder.product,
        protectionModel: holder.kind === 'product' ? protectionModelOf(holder.periods[0].sku) : null,
        contracts: own.map((one) => {
          const { id, kind, periods, next } = one;
          const { sku, end } = lastPeriod(one);
          const listed = { id, kind, sku: periods[0].sku, end };
          return next === 'product' ? { ...listed, nextProduct: productOfSku(sku) } : listed;
        }),
      },
    ];
  });
}

const protectionModelOf = (sku: string): string | null => sku.split(':')[1] ?? null;
