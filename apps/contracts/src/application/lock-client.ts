import type { Instant, Refusal } from '@reservoir/kernel';
import { type ClientLock, lock } from '../domain/client-lock.js';
import { newClient } from '../domain/client.js';
import type { Ports } from './ports.js';

/** Locks a client that moves to another partner (CO-5); the refusal, if it cannot go. */
export function lockClient(
  customerId: string,
  wanted: ClientLock,
  { clients }: Pick<Ports, 'clients'>,
  now: Instant,
): Refusal | undefined {
  const locked = lock(clients.find(customerId) ?? newClient(customerId), wanted, now);
  if (!locked.ok) return locked.error;
  clients.save(locked.value);
  return undefined;
}
