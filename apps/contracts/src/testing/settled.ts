import type { Instant } from '@reservoir/kernel';
import { answerAssignment, recoveryWasAnswered } from '../application/answer-assignment.js';
import { type ContractsNeeds, needsOfAssignment } from '../application/needs.js';
import { type Outcome, nothing } from '../application/outcome.js';
import type { Ports } from '../application/ports.js';
import type { PoolCommand } from '../domain/license-pool.js';
import type { ContractsUnitOfWork } from './ports-suite.js';
import { SimulatedPools } from './simulated-pools.js';

/** The needs of several commands, as one chunk loads them. */
export const allOf = (needs: readonly ContractsNeeds[]): ContractsNeeds =>
  needs.reduce<Record<string, readonly unknown[]>>(
    (all, one) =>
      Object.fromEntries(
        Object.keys({ ...all, ...one }).map((port) => [
          port,
          [...(all[port] ?? []), ...((one as typeof all)[port] ?? [])],
        ]),
      ),
    {},
  );

/** Enough of everything that the fixtures draw. */
export const fullPools = (): SimulatedPools =>
  new SimulatedPools({ 'endpoint-security:a-la-carte': 1_000_000, encryption: 1_000_000 });

/** Does something, and all that its pools answer to it, in units of work as the service does. */
export async function settled(
  unitOfWork: ContractsUnitOfWork,
  pools: SimulatedPools,
  now: Instant,
  needs: ContractsNeeds,
  decide: (ports: Ports) => Outcome,
): Promise<readonly Outcome[]> {
  const outcomes = [await unitOfWork(needs, now, decide)];
  const waiting = [...(outcomes[0]?.commands ?? [])];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const command = next;
    if (!('holder' in command)) throw new Error(`nobody waits for an answer to ${command.type}`);
    const outcome = await unitOfWork(needsOfAssignment(command.holder), now, (ports) =>
      answeredBy(pools, command, ports, now),
    );
    outcomes.push(outcome);
    waiting.push(...outcome.commands);
  }
  return outcomes;
}

/** The same within one unit of work, as in a chunk that holds the answers too. */
export function settledAtOnce(first: Outcome, pools: SimulatedPools, ports: Ports, now: Instant): void {
  const waiting = [...first.commands];
  for (let next = waiting.shift(); next; next = waiting.shift())
    waiting.push(...answeredBy(pools, next, ports, now).commands);
}

function answeredBy(pools: SimulatedPools, command: PoolCommand, ports: Ports, now: Instant): Outcome {
  const answer = pools.take(command, now);
  if (!answer) return nothing;
  return answer.type === 'RecoveryApplied'
    ? recoveryWasAnswered(answer, ports, now)
    : (answerAssignment(answer, ports, now) ?? nothing);
}
