import type { Instant } from '@reservoir/kernel';
import type { Client } from '../domain/client.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { type Entitlement, entitlementsAfter } from '../domain/entitlement.js';
import type { FamilyNow } from '../domain/family-part.js';
import { reviewed } from '../domain/over-allocation.js';
import type { Ports } from './ports.js';

type EntitlementPorts = Pick<Ports, 'entitlements' | 'usages'>;

/**
 * What a client is entitled to after its contracts of a family have changed (EN-2), kept and told: to be called after every
 * change of states, periods, quantities, ends and suspended services, with all that is live by then. Needs `needsOfEntitlements`.
 */
export function entitleFamily(
  family: FamilyNow,
  client: Pick<Client, 'suspension'>,
  ports: EntitlementPorts,
  now: Instant,
): readonly ContractsEvent[] {
  const before = ports.entitlements.ofCustomer(family.customerId);
  return entitlementsAfter(before, family, client.suspension, now).flatMap((entitlement) =>
    keepEntitlement(entitlement, ports, now),
  );
}

/**
 * Keeps an entitlement that has changed, and marks the service by it (EN-4). What is known of its use is written in any case,
 * so that a reading that arrives meanwhile is judged again.
 */
export function keepEntitlement(
  entitlement: Entitlement,
  ports: EntitlementPorts,
  now: Instant,
): readonly ContractsEvent[] {
  ports.entitlements.save(entitlement);
  const usage = ports.usages.ofCustomer(entitlement.customerId).find(({ sku }) => sku === entitlement.sku);
  const review = usage && reviewed({ ...usage, version: usage.version + 1 }, entitlement.timeline, now);
  if (review) ports.usages.save(review.usage);
  return [{ type: 'EntitlementChanged', entitlement }, ...(review?.changes ?? [])];
}
