import { randomUUID } from 'node:crypto';
import type { Clock, Instant } from '@reservoir/kernel';
import { serviceReported } from '@reservoir/messages';
import type { CommandPublisher } from '../command-publisher.js';
import type { Logger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';
import type { ClockSet } from './clock-follower.js';
import type { Report } from './quiet.js';
import type { WorkLeft } from './work-left.js';

/** What reports are made of. */
export interface Reporting {
  readonly service: string;
  readonly scheduler: Pick<Scheduler, 'lookAtAll' | 'nextDue'>;
  readonly workLeft: () => Promise<WorkLeft>;
  readonly publisher: Pick<CommandPublisher, 'send'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Answers for a service what it has still to do; the process does whose scheduler has the lease. */
export class Reporter {
  #asked: ClockSet | undefined;
  #answering: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly using: Reporting) {}

  /** Says that the service is there, so that it is waited for. */
  async hello(): Promise<void> {
    const { service } = this.using;
    await this.#publish({ service, ask: null, positions: [], waitingFor: [], nextDue: null });
  }

  /** The clock was set: answered unless a later one comes first. */
  answer(set: ClockSet): void {
    if (!set.advance || this.#stopped) return;
    this.#asked = set;
    this.#answering ??= this.#answerAll();
  }

  /** Answers nothing any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#asked = undefined;
    await this.#answering;
  }

  async #answerAll(): Promise<void> {
    for (let asked = this.#asked; asked; asked = this.#asked) {
      this.#asked = undefined;
      await this.#report(asked.ask).catch((error: unknown) => {
        this.using.logger.warn({ error }, 'could not report to the clock of the sandbox: it asks again');
      });
    }
    this.#answering = undefined;
  }

  /** What was read is read first: what is found to be due is then all that there is. */
  async #report(ask: string): Promise<void> {
    const { service, scheduler, workLeft, clock } = this.using;
    const { positions, unsent, parked } = await workLeft();
    const now = clock.now();
    const looks = await scheduler.lookAtAll(now);
    if (!looks) return;
    const waitingFor = [
      ...(unsent > 0 ? [`records of ${unsent} lanes to send`] : []),
      ...(parked ? ['records that wait for what they miss'] : []),
      ...looks.filter(({ found }) => found !== 0).map(({ finder, found }) => `${finder} ${found}`),
    ];
    const nextDue: Instant | null = waitingFor.length > 0 ? null : await scheduler.nextDue(now);
    await this.#publish({ service, ask, positions, waitingFor: waitingFor.slice(0, 50), nextDue });
  }

  async #publish(report: Report): Promise<void> {
    await this.using.publisher.send([{ message: serviceReported, data: report, id: randomUUID() }]);
  }
}
