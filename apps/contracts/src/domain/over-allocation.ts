import { type Instant, plusMs } from '@reservoir/kernel';
import { type Timeline, quantityAt } from './timeline.js';
import type { Usage } from './usage.js';

/** The over-allocated mark of a service, for one SKU (EN-4). */
export interface Mark {
  readonly since: Instant;
  /** 7 days have passed: the excess is unprotected. */
  readonly unprotected: boolean;
}

/** What became of the mark; `at` is when it held first, not when it was noticed (CT-8). */
export type MarkChange =
  | {
      readonly type: 'ServiceOverAllocated' | 'ExcessUnprotected';
      readonly usage: Usage;
      readonly entitled: number;
      readonly since: Instant;
    }
  | {
      readonly type: 'ServiceWithinAllocation';
      readonly usage: Usage;
      readonly entitled: number;
      readonly at: Instant;
    };

/** How long an excess of devices stays protected (EN-4). */
const protectedForMs = 7 * 86_400_000;

/** From when on the devices beyond the entitlement are unprotected (EN-4). */
export const unprotectedFrom = (since: Instant): Instant => plusMs(since, protectedForMs);

type Measured = Pick<Usage, 'devices' | 'measuredAt' | 'overSince'>;

/**
 * Since when there are more devices than licences, at any instant from the measurement on (EN-4): found by comparing, so that it
 * is right whether or not anybody has looked. Devices are taken to stay until they are measured again.
 * @returns `since`: null while there are enough licences; `changedAt`: since when it is so
 */
export function overSinceAt(
  { devices, measuredAt, overSince }: Measured,
  timeline: Timeline,
  at: Instant,
): { readonly since: Instant | null; readonly changedAt: Instant } {
  // What was entitled at the measurement may be known better by now: a suspension is heard of late (CO-6).
  const first = devices > quantityAt(timeline, measuredAt) ? (overSince ?? measuredAt) : null;
  let [since, changedAt] = [first, first ?? measuredAt];
  for (const time of changesOf(timeline)) {
    if (time <= measuredAt || time > at) continue;
    const isOver = devices > quantityAt(timeline, time);
    if (isOver !== (since !== null)) [since, changedAt] = [isOver ? time : null, time];
  }
  return { since, changedAt };
}

/** Compares what is so by now with what was told (EN-4): the changes to tell, and when to look again. */
export function reviewed(
  usage: Usage,
  timeline: Timeline,
  now: Instant,
): { readonly usage: Usage; readonly changes: readonly MarkChange[] } {
  const { told } = usage;
  const { since, changedAt } = overSinceAt(usage, timeline, now);
  const mark = since === null ? null : { since, unprotected: unprotectedFrom(since) <= now };
  const after = {
    ...usage,
    told: mark,
    dueAt: nextChange(usage, timeline, since, now),
  };
  const seen = { usage: after, entitled: quantityAt(timeline, now) };
  if (mark === null)
    return {
      usage: after,
      changes: told === null ? [] : [{ type: 'ServiceWithinAllocation', ...seen, at: changedAt }],
    };
  const isNew = told?.since !== mark.since;
  const runsOut = mark.unprotected && (isNew || !told.unprotected);
  return {
    usage: after,
    changes: [
      ...(isNew ? [{ type: 'ServiceOverAllocated' as const, ...seen, since: mark.since }] : []),
      ...(runsOut ? [{ type: 'ExcessUnprotected' as const, ...seen, since: mark.since }] : []),
    ],
  };
}

/** When time alone changes the mark next: the entitlement rises or falls past the devices, or 7 days are over. */
function nextChange(
  { devices }: Measured,
  timeline: Timeline,
  since: Instant | null,
  now: Instant,
): Instant | null {
  const crossing = changesOf(timeline).find(
    (time) => time > now && devices > quantityAt(timeline, time) !== (since !== null),
  );
  const runsOut = since === null ? undefined : unprotectedFrom(since);
  const next = [crossing, runsOut].filter((time) => time !== undefined && time > now).sort();
  return next[0] ?? null;
}

/** The instants at which a timeline changes, in order. */
const changesOf = (timeline: Timeline): readonly Instant[] => [
  ...new Set(timeline.flatMap(({ from, to }) => [from, to])),
];
