import { type Instant, type Refusal, instant, plusMs } from '@reservoir/kernel';
import { answerAssignment, recoveryWasAnswered } from '../application/answer-assignment.js';
import { assignLicenses } from '../application/assign-licenses.js';
import type { Completion, Outcome } from '../application/outcome.js';
import { doWhatIsDue } from '../application/do-what-is-due.js';
import { learnFact } from '../application/learn-fact.js';
import * as lifecycle from '../application/lifecycle.js';
import { type LockAnswer, type LockClient, lockClient, noteHandOver } from '../application/lock-client.js';
import { renewAutomatically } from '../application/renew-automatically.js';
import { suspendClient } from '../application/suspend-client.js';
import { timeOutAssignment } from '../application/time-out-assignment.js';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { nextDue } from '../domain/due.js';
import type { Company } from '../domain/facts.js';
import type { PoolAnswer, PoolCommand, PoolKey, RecoveryAnswer } from '../domain/license-pool.js';
import { aCommand, anActor, learnTheWorld, noon } from './contracts.fixtures.js';
import type { Plan } from '../domain/plan.js';
import { memoryPorts } from './memory-ports.js';
import type { Suspension } from '../domain/suspension.js';
import { SimulatedPools } from './simulated-pools.js';

/** A pool has handed a client's licences over (CO-5). */
export interface HandedOver {
  readonly type: 'TransferApplied';
  readonly pool: PoolKey;
  readonly toPool: PoolKey;
  readonly transferId: string;
  readonly customerId: string;
  readonly lots: readonly { readonly from: string }[];
  readonly poolVersion: number;
  readonly toPoolVersion: number;
}

type FromPools = PoolAnswer | RecoveryAnswer | HandedOver;

/** Other pools than the simulated ones. */
export interface OtherPools {
  take(command: PoolCommand, now: Instant): FromPools | undefined;
  /** What is asked of one lane is taken in order. */
  laneOf(pool: PoolKey): string;
}

/** What companies are answered when they ask for a lock. */
export interface LockAnswered {
  readonly transferId: string;
  readonly customerId: string;
  readonly answer: LockAnswer;
}

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
  readonly taken: FromPools[] = [];
  /** What companies were answered, and have not taken yet. */
  readonly lockAnswers: LockAnswered[] = [];
  /** What operations were going to do. */
  readonly plans: Plan[] = [];
  now: Instant;
  readonly #asked = new Map<string, PoolCommand[]>();
  readonly #answers = new Map<string, FromPools[]>();

  constructor(
    bought: Readonly<Record<string, number>>,
    now: string = noon,
    private readonly others?: OtherPools,
  ) {
    this.now = instant(now);
    this.pools = new SimulatedPools(bought);
    learnTheWorld(this.ports);
  }

  /** Sends a command to the service. */
  assign(command: AssignLicenses = aCommand()): Outcome {
    return this.done(assignLicenses(command, this.ports, this.now));
  }

  /** Asks for something on a contract, and lets everything arrive. @returns the refusal, if any */
  on(
    what: 'cancelContract' | 'renewContract' | 'suspendService' | 'resumeService',
    contractId: string,
    request: object = {},
  ): Refusal | null {
    const operationId = `${what}-${this.completions.length}`;
    const { product } = this.ports.contracts.find(contractId) ?? { product: 'endpoint-security' };
    const command = {
      operationId,
      customerId: 'customer-one',
      contractId,
      product,
      actor: anActor(),
      renewal: {},
      ...request,
    };
    this.done(lifecycle[what](command, this.ports, this.now));
    this.settle();
    const completion = this.completionOf(operationId);
    if (!completion) throw new Error(`${operationId} was not answered`);
    return completion.refusal;
  }

  /** Asks for a cancel, and lets nothing arrive yet. */
  cancel(command: lifecycle.ContractCommand): Outcome {
    return this.done(lifecycle.cancelContract(command, this.ports, this.now));
  }

  /** The scheduler does all that is due, once each look; everything arrives. */
  due(): void {
    for (const contract of this.ports.contracts.all()) {
      const next = nextDue(contract);
      if (next && next.at <= this.now) this.#job(doWhatIsDue(contract, this.ports, this.now));
    }
    for (const look of this.ports.renewalLooks.all())
      if (look.dueAt !== null && look.dueAt <= this.now)
        this.#job(renewAutomatically({ ...look, contractId: look.id }, this.ports, this.now));
  }

  /** The clock goes to another time, and what is due then is done, again and again. */
  at(time: string): void {
    this.now = instant(time);
    this.due();
    this.settle();
  }

  #job(outcome: Outcome | undefined): void {
    if (outcome) this.done(outcome);
  }

  /** The pool takes the oldest command that waits for it. */
  pool(sku: string): void {
    const command = this.#asked.get(sku)?.shift();
    const answer = command && (this.others ?? this.pools).take(command, this.now);
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
  take(answer: FromPools): Outcome | undefined {
    if (answer.type === 'TransferApplied') return this.#handedOver(answer);
    const outcome =
      'recoveryId' in answer
        ? recoveryWasAnswered(answer, this.ports, this.now)
        : answerAssignment(answer, this.ports, this.now);
    return outcome && this.done(outcome);
  }

  /** A fact of a company arrives, with its suspension: the present one, or the last (CO-6). */
  learn(company: Company, suspension: Suspension | null): void {
    const isNews = learnFact(company, this.ports.companies);
    if (isNews && company.type === 'customer' && suspension !== null)
      this.done(suspendClient(company.id, suspension, this.ports, this.now));
  }

  /** Companies ask whether a client may move (CO-5). */
  lock(asked: LockClient): void {
    const { outcome, answer } = lockClient(asked, this.ports, this.now);
    this.done(outcome);
    this.lockAnswers.push({ ...asked, answer });
  }

  #handedOver(applied: HandedOver): undefined {
    const { pool, toPool, poolVersion, toPoolVersion } = applied;
    const pools = [
      { pool, version: poolVersion },
      { pool: toPool, version: toPoolVersion },
    ];
    this.lockAnswers.push({ ...applied, answer: noteHandOver({ ...applied, pools }, this.ports) });
  }

  /** The scheduler looks for assignments past their deadline. */
  timeOut(): void {
    for (const { id, state, deadline } of this.ports.assignments.all())
      if (state === 'open' && deadline <= this.now)
        this.done(timeOutAssignment({ assignmentId: id, deadline }, this.ports, this.now));
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

  /** What a use case left is on its way. */
  done(outcome: Outcome): Outcome {
    if (outcome.planned) this.plans.push(outcome.planned);
    this.events.push(...outcome.events);
    if (outcome.completed) this.completions.push(outcome.completed);
    for (const command of outcome.commands) {
      const lane = this.others?.laneOf(command.pool) ?? command.pool.sku;
      this.#asked.set(lane, [...(this.#asked.get(lane) ?? []), command]);
    }
    return outcome;
  }
}
