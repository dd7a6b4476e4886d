import type { Addresses } from '@reservoir/testing/servers';
import { withHouse } from './house.js';
import { Requests, type Row } from './requests.js';

export interface LoadOptions {
  /** At 20 and 100 requests a second, and at half of the highest load held. */
  readonly seconds: number;
  /** Of each step of the search. */
  readonly stepSeconds: number;
  readonly customers: number;
}

/** A load is held while p99 stays below this, and while no answer comes later than this after the last request. */
const heldBelowMs = 1000;
const targetMs = 250;
/** The compilers of seven processes and of Kafka's JVM take cores too, until what runs often is compiled. */
const warmUp = { requestsPerSecond: 40, seconds: 30 } as const;
const firstRate = 10;
const mostRate = 1280;
/** The search ends when the lowest rate that was not held is less than so many times the highest that was. */
const nearEnough = 1.2;
/** The next measurement waits at most so long for what a flood left behind to be worked off. */
const recoveryMs = 60_000;

export interface Load {
  readonly options: LoadOptions;
  readonly rows: readonly LoadRow[];
  /** Requests a second. */
  readonly highestHeld: number;
  readonly heldBelowMs: number;
  readonly targetMs: number;
}

export interface LoadRow extends Row {
  readonly what: string;
  readonly target?: string;
}

/** `POST /v1/contracts` through the whole house: the highest load that it holds, and how long answers take at half of it. */
export async function measureLoad(
  { seconds, stepSeconds, customers }: LoadOptions,
  servers: Addresses,
): Promise<Load> {
  return withHouse(servers, customers, async (house) => {
    const requests = new Requests(house);
    await requests.at(warmUp);
    const { steps, highest } = await search(requests, stepSeconds);
    const half = await told('half of the highest load held', requests, highest / 2, seconds);
    const twenty = await told('fixed', requests, 20, seconds);
    const hundred = await told('fixed', requests, 100, seconds);
    const rows = [...steps, { ...half, target: `p99 ≤ ${targetMs} ms` }, twenty, hundred];
    return {
      options: { seconds, stepSeconds, customers },
      rows,
      highestHeld: highest,
      heldBelowMs,
      targetMs,
    };
  });
}

async function told(
  what: string,
  requests: Requests,
  requestsPerSecond: number,
  seconds: number,
): Promise<LoadRow> {
  await recovered(requests);
  const row = { what, ...(await requests.at({ requestsPerSecond, seconds })) };
  say(row);
  return row;
}

/** Doubles the rate until it is not held, then halves the span, as a ratio, between what was held and what was not. */
async function search(
  requests: Requests,
  seconds: number,
): Promise<{ steps: readonly LoadRow[]; highest: number }> {
  const steps: LoadRow[] = [];
  let held = 0;
  let failed = Infinity;
  let rate = firstRate;
  while (rate <= mostRate && failed / held >= nearEnough && rate >= 1) {
    await recovered(requests);
    const waitingMost = Math.ceil((rate * 2 * heldBelowMs) / 1000);
    const row = await requests.at({ requestsPerSecond: rate, seconds, waitingMost });
    const isHeld = wasHeld(row, seconds);
    const step = { what: isHeld ? 'held' : 'not held', ...row };
    steps.push(step);
    say(step);
    if (isHeld) held = rate;
    else failed = rate;
    rate = nextRate(held, failed);
  }
  return { steps, highest: held };
}

const nextRate = (held: number, failed: number): number => {
  if (failed === Infinity) return held * 2;
  return held === 0 ? failed / 2 : Math.round(Math.sqrt(held * failed));
};

/** All that was to be sent was sent and answered 201, in time. */
const wasHeld = ({ requestsPerSecond, sent, answers, p99Ms, drainedMs }: Row, seconds: number): boolean =>
  sent >= requestsPerSecond * seconds &&
  answers === `${sent} × 201` &&
  p99Ms < heldBelowMs &&
  drainedMs < heldBelowMs;

/** The house answers in time, so that nothing of the measurement before is in the way. */
async function recovered(requests: Requests): Promise<void> {
  const deadline = performance.now() + recoveryMs;
  while (performance.now() < deadline) {
    const { answers, p99Ms } = await requests.at({ requestsPerSecond: 4, seconds: 0.5 });
    if (answers === '2 × 201' && p99Ms < heldBelowMs) return;
  }
}

const say = ({ what, requestsPerSecond, sent, answers, p50Ms, p99Ms }: LoadRow): void => {
  console.log(`${requestsPerSecond}/s: ${sent} sent: ${answers}; p50 ${p50Ms} ms, p99 ${p99Ms} ms: ${what}`);
};
