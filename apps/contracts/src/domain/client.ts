import type { Instant, UtcDay } from '@reservoir/kernel';
import type { ClientLock } from './client-lock.js';
import type { Suspension } from './suspension.js';
import { type ContractKind, type Mode, periodEnd } from './contract.js';

/** A contract that is being assigned or live, as its claim lists it (invariant 5). */
export interface ClaimedContract {
  readonly id: string;
  readonly kind: ContractKind;
  readonly sku: string;
  readonly end: UtcDay;
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

/** Adds contracts to the claim of their family, and marks the operation as under way (CT-5, CT-19). */
export function claimed(
  client: Client,
  claim: FamilyClaim,
  operation: { readonly id: string; readonly now: Instant },
): Client {
  const { familyId, mode } = claim;
  const before = claimAt(client, familyId, mode, operation.now)?.contracts ?? [];
  return {
    ...client,
    version: client.version + 1,
    claims: [...otherClaims(client, claim), { ...claim, contracts: [...before, ...claim.contracts] }],
    inFlight: [...client.inFlight, { familyId, operationId: operation.id }],
  };
}

/** The operation has ended well: its contracts stay in the claim. */
export const settled = (client: Client, operationId: string): Client => ({
  ...client,
  version: client.version + 1,
  inFlight: client.inFlight.filter((flight) => flight.operationId !== operationId),
});

/** The operation has ended in nothing: its contracts leave the claim, and the last one takes the claim along. */
export function released(client: Client, operationId: string, contractIds: readonly string[]): Client {
  const claims = client.claims.map((claim) => ({
    ...claim,
    contracts: claim.contracts.filter((contract) => !contractIds.includes(contract.id)),
  }));
  return { ...settled(client, operationId), claims: claims.filter((claim) => claim.contracts.length > 0) };
}

const otherClaims = (client: Client, claim: FamilyClaim): readonly FamilyClaim[] =>
  client.claims.filter((one) => one.familyId !== claim.familyId || one.mode !== claim.mode);
