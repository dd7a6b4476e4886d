import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '@reservoir/tools/platform';
import { percentile } from '../machine.js';
import type { House } from './house.js';

/** What became of requests that started at one rate. */
export interface Row {
  readonly requestsPerSecond: number;
  /** Requests that were sent: fewer than rate × seconds when so many waited that the rest was not sent. */
  readonly sent: number;
  /** How many got each status; `none` is no answer in 60 s. */
  readonly answers: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the last request's start to the last answer. */
  readonly drainedMs: number;
}

interface Answered {
  readonly status: number | 'none';
  readonly milliseconds: number;
}

/** How to send. */
export interface Pace {
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** No more is sent once so many wait for their answer; no limit when left out. */
  readonly waitingMost?: number;
}

/**
 * `POST /v1/contracts` to its answer, open loop: requests start on time, whatever became of earlier ones. Customers take
 * turns over all of a run, so that few contracts are one customer's.
 */
export class Requests {
  #next = 0;

  constructor(private readonly house: House) {}

  /** Sends at a rate, and waits for every answer. */
  async at({ requestsPerSecond, seconds, waitingMost = Infinity }: Pace): Promise<Row> {
    const started = performance.now();
    const answers: Promise<Answered>[] = [];
    let answered = 0;
    for (let n = 0; n < requestsPerSecond * seconds && n - answered < waitingMost; n += 1) {
      const aheadMs = (n / requestsPerSecond) * 1000 - (performance.now() - started);
      if (aheadMs > 0) await sleep(aheadMs);
      answers.push(this.#assign().finally(() => (answered += 1)));
    }
    const lastStarted = performance.now();
    const all = await Promise.all(answers);
    const times = all.map(({ milliseconds }) => milliseconds);
    return {
      requestsPerSecond,
      sent: all.length,
      answers: tallied(all),
      p50Ms: Math.round(percentile(times, 0.5)),
      p99Ms: Math.round(percentile(times, 0.99)),
      drainedMs: Math.round(performance.now() - lastStarted),
    };
  }

  async #assign(): Promise<Answered> {
    const { partner, customers } = this.house;
    const customerId = customers[this.#next++ % customers.length] ?? '';
    const started = performance.now();
    return assign(partner, customerId).catch(() => ({
      status: 'none' as const,
      milliseconds: performance.now() - started,
    }));
  }
}

const assign = async (partner: Api, customerId: string): Promise<Answered> =>
  partner.send('POST', '/v1/contracts', {
    customerId,
    product: 'endpoint-security',
    protectionModel: 'secure-plus',
    addOns: [],
    managedServices: [],
    mode: 'commercial',
    term: 'Y1',
    quantity: 1,
    managementModel: 'delegated',
    autoRenew: { on: false },
  });

function tallied(answers: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { status } of answers) counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
}
