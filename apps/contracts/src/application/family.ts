import { type Client, type FamilyChange, afterChange } from '../domain/client.js';
import { type Contract, isHeld } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { lookAfter, mayHaveLook } from '../domain/renewal/renewal-look.js';
import { type Service, isSuspended } from '../domain/service.js';
import type { Instant } from '@reservoir/kernel';
import { entitleFamily } from './entitle-family.js';
import type { Ports } from './ports.js';

/** A family of a client, as the unit of work has it by now. */
export interface FamilyKey {
  readonly customerId: string;
  readonly familyId: string;
}

/** Every contract of the family that its claims list: being assigned or live, in either mode (invariant 5). */
export function contractsOf(
  client: Client,
  familyId: string,
  ports: Pick<Ports, 'contracts'>,
): readonly Contract[] {
  return client.claims
    .filter((claim) => claim.familyId === familyId)
    .flatMap((claim) => claim.contracts.map(({ id }) => contractBy(id, ports)));
}

/** A contract that must be there. */
export function contractBy(id: string, { contracts }: Pick<Ports, 'contracts'>): Contract {
  const contract = contracts.find(id);
  if (!contract) throw new Error(`there is no contract ${id}`);
  return contract;
}

/**
 * Keeps what became of a family: its contracts, its claims, what is under way; and what it entitles to from now on (EN-2).
 * The client is always written, so that two changes of one family never pass each other.
 * @param change its contracts are all of the family that were held before or are held after it
 * @returns the events of entitlements, which come before those of contracts: whoever has read these has the others too
 */
export function keepFamily(
  client: Client,
  change: FamilyChange,
  ports: Ports,
  now: Instant,
): readonly ContractsEvent[] {
  const { familyId, contracts } = change;
  const before = new Map(contractsOf(client, familyId, ports).map((contract) => [contract.id, contract]));
  for (const contract of contracts) {
    const known = before.get(contract.id);
    if (known === contract) continue;
    ports.contracts.save(contract);
    const looked = known && mayHaveLook(known) ? ports.renewalLooks.find(contract.id) : undefined;
    const look = lookAfter(looked, contract, now);
    if (look) ports.renewalLooks.save(look);
  }
  const after = afterChange(client, change);
  ports.clients.save(after);
  const suspendedServices = new Set(
    servicesOf(contracts, ports).flatMap((service) => (isSuspended(service) ? [service.id] : [])),
  );
  const held = contracts.filter(isHeld);
  const family = { customerId: client.id, familyId, contracts: held, suspendedServices };
  return entitleFamily(family, after, ports, now);
}

/** The services that contracts belong to. */
export const servicesOf = (
  contracts: readonly Contract[],
  { services }: Pick<Ports, 'services'>,
): readonly Service[] =>
  [...new Set(contracts.map(({ serviceId }) => serviceId))].flatMap((id) => services.find(id) ?? []);
