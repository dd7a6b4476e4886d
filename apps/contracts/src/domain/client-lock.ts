import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import { type Client, claimAt } from './client.js';
import type { Company } from './facts.js';

/** A client that leaves its partner: nothing is begun for it under that partner any more (CO-5). */
export interface ClientLock {
  readonly transferId: string;
  /** The partner that it leaves. */
  readonly partnerId: string;
  /** The version of the customer's fact before it moved. */
  readonly companyVersion: number;
}

/**
 * Whether the lock still holds: until the fact of the move is here. It ends by itself, so that nothing has to be told or
 * forgotten; a fact that is older than the lock proves nothing.
 */
export const isLocked = ({ lock }: Client, customer: Company): boolean =>
  lock !== null && (customer.version <= lock.companyVersion || customer.parentId === lock.partnerId);

/**
 * Locks a client that moves to another partner (CO-5). Until contracts can move with it, one that has any, or an operation
 * in flight, stays where it is. The same lock again is the same.
 */
export function lock(client: Client, wanted: ClientLock, now: Instant): Result<Client, Refusal> {
  if (client.lock?.transferId === wanted.transferId) return ok(client);
  const [flight] = client.inFlight;
  if (flight)
    return err({
      code: 'operation-in-flight',
      rule: 'CO-5',
      detail: 'an operation of the customer is under way: try again when it has ended',
      errors: [{ ...flight }],
    });
  const held = client.claims.flatMap(
    ({ familyId, mode }) => claimAt(client, familyId, mode, now)?.contracts ?? [],
  );
  if (held.length > 0)
    return err({
      code: 'customer-has-contracts',
      rule: 'CO-5',
      detail: `the customer has ${held.length} live contracts, which cannot move with it yet: they have to end first`,
      errors: held.slice(0, 200).map(({ id, sku, end }) => ({ contractId: id, sku, end })),
    });
  return ok({ ...client, version: client.version + 1, lock: wanted });
}
