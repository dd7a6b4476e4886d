import type { Instant } from '@reservoir/kernel';
import { newClient } from '../domain/client.js';
import { entitledUnder } from '../domain/entitlement.js';
import type { Suspension } from '../domain/suspension.js';
import { keepEntitlement } from './entitle-family.js';
import { type Outcome, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/**
 * A client is suspended, or is so no more (CO-6): it is entitled to nothing meanwhile, and afterwards to what its contracts
 * give by then. The client is written with its entitlements, so that a contract that becomes active meanwhile cannot miss it.
 */
export function suspendClient(
  customerId: string,
  suspension: Suspension,
  ports: Pick<Ports, 'clients' | 'entitlements' | 'usages'>,
  now: Instant,
): Outcome {
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  const { from, to } = suspension;
  if (client.suspension?.from === from && client.suspension.to === to) return nothing;
  ports.clients.save({ ...client, version: client.version + 1, suspension: { from, to } });
  const changed = ports.entitlements
    .ofCustomer(customerId)
    .flatMap((entitlement) => entitledUnder(entitlement, suspension) ?? []);
  return { ...nothing, events: changed.flatMap((entitlement) => keepEntitlement(entitlement, ports, now)) };
}
