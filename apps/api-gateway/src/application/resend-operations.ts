import type { Clock } from '@reservoir/kernel';
import { maySend, sendAgainAfter } from '../domain/operation.js';
import type { Operations } from './operations.js';
import type { CommandSender } from './ports.js';

export interface ResendDeps {
  readonly operations: Operations;
  readonly sender: CommandSender;
  readonly clock: Clock;
}

/**
 * Sends again what is without an outcome and due; services dedupe by the operation's id. Any number of replicas may run it
 * at once: each operation goes to the one that reschedules it.
 * @returns how many were sent.
 */
export async function resendOperations(
  limit: number,
  { operations, sender, clock }: ResendDeps,
): Promise<number> {
  const now = clock.now();
  let sent = 0;
  for (const operation of await operations.due(now, limit)) {
    const next = sendAgainAfter(operation, operation.sends + 1, now);
    if (!(await operations.reschedule(operation, next)) || !maySend(operation, now)) continue;
    if (!(await sender.send(operation))) return sent;
    sent += 1;
  }
  return sent;
}
