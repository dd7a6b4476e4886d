import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Instant, epochMs, plusMs } from '@reservoir/kernel';
import type { ClockSet } from './clock-follower.js';
import { type Ends, type Report, judge } from './quiet.js';

/** An advance of the clock that is under way, as the service keeps it that was asked for it. */
export interface Advance {
  readonly operationId: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** What advancing works with. */
export interface Advancing {
  /** The machine's clock. */
  readonly base: Clock;
  /** Sets the clock of all processes, and asks the services for reports. */
  publish(set: ClockSet): Promise<void>;
  /** Every service that has to answer. */
  services(): Iterable<string>;
  /** The answers to what was asked, by service: when all are there, or when they have been waited for long enough. */
  reports(ask: string): Promise<ReadonlyMap<string, Report>>;
  /** Where the topics end now that services read. */
  ends(): Promise<Ends>;
  /** False when this process is no longer the one to go on. */
  mayGoOn(): Promise<boolean>;
  newId(): string;
  /** When nothing moves for so long, though something is due, it is given up; in milliseconds. */
  readonly patienceMs: number;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
}

/** How an advance ended: it is there, or something does not come to its end; or another process goes on with it. */
export type AdvanceEnd =
  | { readonly kind: 'reached'; readonly aheadMs: number }
  | { readonly kind: 'stuck'; readonly aheadMs: number; readonly on: string }
  | { readonly kind: 'lost' };

/**
 * Advances the clock from one due instant to the next, up to the target (CT-8: in due order). It goes on when nothing that
 * was due by then is left to do, anywhere. Begun again after a crash it finds the clock where it was.
 * @param aheadMs how far the clock is ahead of the machine's when it begins
 */
export async function advanceClock(advance: Advance, aheadMs: number, using: Advancing): Promise<AdvanceEnd> {
  const { base, monotonic } = using;
  let ends: Ends = new Map();
  let waitingFor: readonly string[] = [];
  let movedAt = monotonic();
  for (let stops = 0, tries = 0; await using.mayGoOn(); tries += 1) {
    const ask = using.newId();
    await using.publish({ ask, aheadMs, advance: { ...advance, stops, waitingFor: [...waitingFor] } });
    const reports = await using.reports(ask);
    const after = await using.ends();
    const verdict = judge(using.services(), reports, ends, after);
    if (verdict.quiet || [...after].some(([key, end]) => ends.get(key) !== end)) movedAt = monotonic();
    ends = after;
    waitingFor = verdict.waitingFor;
    if (!verdict.quiet) {
      if (monotonic() - movedAt > using.patienceMs)
        return { kind: 'stuck', aheadMs, on: waitingFor.join('; ') };
      await sleep(Math.min(100, 5 * tries));
      continue;
    }
    if (plusMs(base.now(), aheadMs) >= advance.to) return { kind: 'reached', aheadMs };
    const stop = verdict.nextDue !== null && verdict.nextDue < advance.to ? verdict.nextDue : advance.to;
    aheadMs = Math.max(aheadMs, epochMs(stop) - epochMs(base.now()));
    stops += 1;
    tries = 0;
  }
  return { kind: 'lost' };
}
