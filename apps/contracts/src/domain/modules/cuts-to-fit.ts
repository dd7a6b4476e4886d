import { type UtcDay, earlier, later } from '@reservoir/kernel';
import { breachesOf } from './breaches.js';
import { type Run, licencesOn, turningDays } from './runs.js';

/** A module's contract: its present run, and its future one if it has any. */
export interface ModuleRuns {
  readonly id: string;
  readonly runs: readonly [Run, Run?];
}

/** What `cascade` takes of one module contract (CT-13). */
export interface Cut {
  readonly contractId: string;
  /** The end that its present run is cut to, without refund; null when it stays. */
  readonly end: UtcDay | null;
  /** The end that its future run is cut to; null when that stays, or goes whole. */
  readonly futureEnd: UtcDay | null;
  /** Licences that leave its present run, with recovery; all of them is a cancel. */
  readonly present: number;
  /** Licences that leave its future run, in full. */
  readonly future: number;
}

/**
 * What has to be cut of a module, so that it fits its product: ends first, where the product has no licences any more; then
 * the excess, newest module contract first (CT-13). A module whose product is over today, or before it begins, goes whole.
 * @param product the runs of all contracts of the product, as they are to be
 * @param modules the contracts of one module SKU, of the product's term class, newest first
 */
export function cutsToFit(
  product: readonly Run[],
  modules: readonly ModuleRuns[],
  today: UtcDay,
): readonly Cut[] {
  let held = modules.map((module) => endsCut(module, product, today));
  for (;;) {
    const excess = firstExcess(product, held, today);
    if (!excess) break;
    held = lessened(held, excess);
  }
  return held.flatMap((one, index) => cutOf(modules[index], one));
}

/** A module contract on the way to what it will be. */
interface Held {
  readonly id: string;
  readonly present: Run;
  readonly future: Run | undefined;
}

/** Ends first: up to where the product lasts without a gap (CT-13). */
function endsCut({ id, runs: [present, future] }: ModuleRuns, product: readonly Run[], today: UtcDay): Held {
  const from = later(today, present.start);
  const over = turningDays(product, from).find((day) => licencesOn(product, day) === 0) ?? from;
  if (over <= from) return { id, present: { ...present, quantity: 0 }, future: undefined };
  const cut = (run: Run): Run => ({ ...run, end: earlier(run.end, over) });
  return { id, present: cut(present), future: future && future.start < over ? cut(future) : undefined };
}

interface Excess {
  readonly day: UtcDay;
  readonly licences: number;
}

function firstExcess(product: readonly Run[], held: readonly Held[], today: UtcDay): Excess | undefined {
  const runs = held.flatMap(({ present, future }) => (future ? [present, future] : [present]));
  const [breach] = breachesOf(product, runs, today);
  return breach && { day: breach.from, licences: breach.licences - breach.most };
}

const holds = (run: Run | undefined, day: UtcDay): boolean =>
  run !== undefined && run.start <= day && day < run.end;

/** The excess of one day, off the newest contracts that have licences on it; what leaves today leaves the future too (CT-10). */
function lessened(held: readonly Held[], { day, licences }: Excess): Held[] {
  let wanted = licences;
  return held.map((one) => {
    const run = holds(one.present, day) ? one.present : holds(one.future, day) ? one.future : undefined;
    if (!run || wanted === 0) return one;
    const gone = Math.min(wanted, run.quantity);
    wanted -= gone;
    const present = run === one.present ? less(one.present, gone) : one.present;
    const future = one.future && less(one.future, gone);
    const stays = present.quantity > 0 && future !== undefined && future.quantity > 0;
    return { ...one, present, future: stays ? future : undefined };
  });
}

const less = (run: Run, licences: number): Run => ({
  ...run,
  quantity: Math.max(0, run.quantity - licences),
});

function cutOf(before: ModuleRuns | undefined, { id, present, future }: Held): readonly Cut[] {
  if (!before) return [];
  const [run, next] = before.runs;
  const cut = {
    contractId: id,
    end: present.quantity > 0 ? shortened(run, present) : null,
    futureEnd: next && future ? shortened(next, future) : null,
    present: run.quantity - present.quantity,
    future: (next?.quantity ?? 0) - (future?.quantity ?? 0),
  };
  const isCut = cut.end !== null || cut.futureEnd !== null || cut.present + cut.future > 0;
  return isCut ? [cut] : [];
}

const shortened = (before: Run, after: Run): UtcDay | null => (after.end < before.end ? after.end : null);
