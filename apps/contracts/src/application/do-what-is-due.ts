import type { Instant } from '@reservoir/kernel';
import { isLocked } from '../domain/client-lock.js';
import { newClient, operationInFlight } from '../domain/client.js';
import { catchUpFamily } from './catch-up-family.js';
import type { FamilyKey } from './family.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** Does what time has made due in a family (CT-8); undefined while an operation is under way: jobs wait their turn (CT-19). */
export const doWhatIsDue = (family: FamilyKey, ports: Ports, now: Instant): Outcome | undefined =>
  waitsItsTurn(family, ports) ? undefined : catchUpFamily(family, ports, now);

/** An operation is under way in the family (CT-19), or the client is leaving its partner (CO-5). */
export function waitsItsTurn({ customerId, familyId }: FamilyKey, ports: Ports): boolean {
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  const customer = ports.companies.find(customerId);
  return (
    operationInFlight(client, familyId) !== undefined ||
    (customer !== undefined && isLocked(client, customer))
  );
}
