import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Instant, dayOf, earlier, plusDays, startOfDay } from '@reservoir/kernel';
import type { CommandPublisher } from './command-publisher.js';
import type { DueFinder } from './due.js';
import type { Lease } from './lease.js';
import type { Logger } from './logger.js';
import { Outstanding } from './outstanding.js';
import type { SchedulerMetrics } from './scheduler-metrics.js';

/** What a scheduler works with. */
export interface SchedulerOptions {
  readonly finders: readonly DueFinder[];
  readonly lease: Lease;
  readonly publisher: Pick<CommandPublisher, 'send'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: SchedulerMetrics;
  /** Commands that are sent at once at most. */
  readonly batch: number;
  /** After how many milliseconds what is still due is sent again. */
  readonly resendMs: number;
}

/** What a finder found to be due; sent before or now. */
export interface Look {
  readonly finder: string;
  readonly found: number | 'failed';
}

interface Task {
  readonly finder: DueFinder;
  readonly outstanding: Outstanding;
  /** Monotonic milliseconds. */
  nextAt: number;
  failures: number;
}

const tickMs = 100;

/** Sends the commands that time has made due, while it holds the lease; any number of replicas may run one. */
export class Scheduler {
  readonly #tasks: readonly Task[];
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  #leaseFailures = 0;

  constructor(private readonly options: SchedulerOptions) {
    const { batch, resendMs } = options;
    this.#tasks = options.finders.map((finder) => ({
      finder,
      outstanding: new Outstanding(batch, resendMs),
      nextAt: 0,
      failures: 0,
    }));
  }

  start(): void {
    this.#running = this.#run();
  }

  /**
   * Lets every finder look now, in their order, whenever it looked last. Undefined when another process has the lease: then
   * that one is to be asked.
   */
  async lookAtAll(now: Instant): Promise<readonly Look[] | undefined> {
    return this.#alone(async () => {
      if (!(await this.#leads())) return undefined;
      const looks: Look[] = [];
      for (const task of this.#tasks)
        looks.push({ finder: task.finder.name, found: await this.#look(task, now) });
      return looks;
    });
  }

  /** When something more will be due, as things stand; null when nothing is to come. */
  async nextDue(after: Instant): Promise<Instant | null> {
    const midnight = startOfDay(plusDays(dayOf(after), 1));
    const asked = this.#tasks.map(async ({ finder }) => (finder.next ? finder.next(after) : midnight));
    const nexts = (await Promise.all(asked)).filter((next) => next !== null);
    return nexts.length === 0 ? null : nexts.reduce(earlier);
  }

  /** Ends after the batch that is being sent, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.options.lease.release();
    this.options.metrics.leading(false);
  }

  async #run(): Promise<void> {
    while (!this.#stopped()) {
      const due = this.#tasks.filter(({ nextAt }) => performance.now() >= nextAt);
      for (const task of due) {
        if (this.#stopped() || !(await this.#alone(async () => this.#lookIfLeading(task)))) break;
      }
      await this.#pause(tickMs);
    }
  }

  async #lookIfLeading(task: Task): Promise<boolean> {
    const leads = await this.#leads();
    if (leads) await this.#look(task, this.options.clock.now());
    return leads;
  }

  /** One look at a time: what one has sent, the next one knows. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #leads(): Promise<boolean> {
    const { lease, logger, metrics } = this.options;
    try {
      const leads = await lease.tend();
      this.#leaseFailures = 0;
      metrics.leading(leads);
      return leads;
    } catch (error) {
      this.#leaseFailures += 1;
      metrics.leading(lease.held);
      logger.warn({ error }, 'the scheduler cannot reach its lease: it tries again');
      await this.#pause(backoffMs(this.#leaseFailures));
      return false;
    }
  }

  async #look(task: Task, now: Instant): Promise<Look['found']> {
    const { publisher, metrics } = this.options;
    const { finder, outstanding } = task;
    const startedAt = performance.now();
    try {
      const found = await finder.find(now, outstanding.limit);
      const commands = outstanding.toSend(found, startedAt);
      if (commands.length > 0) await publisher.send(commands);
      outstanding.sent(commands, performance.now());
      metrics.looked(finder.name, (performance.now() - startedAt) / 1000, commands.length, outstanding.size);
      this.#succeeded(task);
      return found.length;
    } catch (error) {
      this.#failed(task, error);
      return 'failed';
    }
  }

  #succeeded(task: Task): void {
    if (task.failures > 0) this.options.logger.info({ finder: task.finder.name }, 'the scheduler goes on');
    task.failures = 0;
    task.nextAt = performance.now() + task.finder.everyMs;
  }

  #failed(task: Task, error: unknown): void {
    const { logger, metrics } = this.options;
    const { name, everyMs } = task.finder;
    task.failures += 1;
    const retryInMs = Math.max(everyMs, backoffMs(task.failures));
    task.nextAt = performance.now() + retryInMs;
    metrics.failed(name);
    logger.warn({ error, finder: name, failures: task.failures, retryInMs }, 'a look for what is due failed');
  }

  #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/** 1 s, doubled with every failure in a row, 30 s at most. */
const backoffMs = (failures: number): number => Math.min(30_000, 1000 * 2 ** (failures - 1));
