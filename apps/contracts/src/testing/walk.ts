import { type Instant, instant, plusMs } from '@reservoir/kernel';
import { answerAssignment } from '../application/answer-assignment.js';
import { assignLicenses } from '../application/assign-licenses.js';
import type { Completion, Outcome } from '../application/outcome.js';
import { timeOutAssignment } from '../application/time-out-assignment.js';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { PoolAnswer, PoolCommand } from '../domain/license-pool.js';
import { aCommand, learnTheWorld, noon } from './contracts.fixtures.js';
import { memoryPorts } from './memory-ports.js';
import { SimulatedPools } from './simulated-pools.js';

/**
 * Assignments and pools with the messages between them: each pool takes its commands in order and its answers arrive in
 * order, while everything else may overtake.
 */
export class Walk {
  readonly ports = memoryPorts();
  readonly pools: SimulatedPools;
  readonly events: ContractsEvent[] = [];
  readonly completions: Completion[] = [];
  /** Answers that have arrived. */
  readonly taken: PoolAnswer[] = [];
  now: Instant;
  readonly #asked = new Map<string, PoolCommand[]>();
  readonly #answers = new Map<string, PoolAnswer[]>();

  constructor(bought: Readonly<Record<string, number>>, now: string = noon) {
    this.now = instant(now);
    this.pools = new SimulatedPools(bought);
    learnTheWorld(this.ports);
  }

  /** Sends a command to the service. */
  assign(command: AssignLicenses = aCommand()): Outcome {
    return this.#done(assignLicenses(command, this.ports, this.now));
  }

  /** The pool takes the oldest command that waits for it. */
  pool(sku: string): void {
    const command = this.#asked.get(sku)?.shift();
    const answer = command && this.pools.take(command, this.now);
    if (answer) this.#answers.set(sku, [...(this.#answers.get(sku) ?? []), answer]);
  }

  /** The oldest answer of the pool arrives. */
  answer(sku: string): Outcome | undefined {
    const answer = this.#answers.get(sku)?.shift();
    if (!answer) return undefined;
    this.taken.push(answer);
    return this.take(answer);
  }

  /** An answer arrives, whether the pool gave it or not. */
  take(answer: PoolAnswer): Outcome | undefined {
    const outcome = answerAssignment(answer, this.ports, this.now);
    return outcome && this.#done(outcome);
  }

  /** The scheduler looks for assignments past their deadline. */
  timeOut(): void {
    for (const { id, state, deadline } of this.ports.assignments.all())
      if (state === 'open' && deadline <= this.now)
        this.#done(timeOutAssignment({ assignmentId: id, deadline }, this.ports, this.now));
  }

  /** Time goes on. */
  pass(minutes: number): void {
    this.now = plusMs(this.now, minutes * 60_000);
  }

  /** Every message on its way arrives, and everything that they lead to. */
  settle(): void {
    for (let busy = true; busy;) {
      busy = false;
      for (const sku of this.skusOnTheWay()) {
        busy = true;
        this.pool(sku);
        this.answer(sku);
      }
    }
  }

  /** Pools that have a command or an answer on the way. */
  skusOnTheWay(): readonly string[] {
    const waiting = [...this.#asked, ...this.#answers].filter(([, messages]) => messages.length > 0);
    return [...new Set(waiting.map(([sku]) => sku))];
  }

  /** Contracts of an operation, in SKU order. */
  contractsOf(operationId: string): readonly Contract[] {
    return this.ports.contracts
      .all()
      .filter(({ assignmentId }) => assignmentId === operationId)
      .sort((a, b) => (a.periods[0].sku < b.periods[0].sku ? -1 : 1));
  }

  /** How an operation ended. */
  completionOf = (operationId: string): Completion | undefined =>
    this.completions.find((completion) => completion.operationId === operationId);

  #done(outcome: Outcome): Outcome {
    this.events.push(...outcome.events);
    if (outcome.completed) this.completions.push(outcome.completed);
    for (const command of outcome.commands) {
      const { sku } = command.pool;
      this.#asked.set(sku, [...(this.#asked.get(sku) ?? []), command]);
    }
    return outcome;
  }
}
