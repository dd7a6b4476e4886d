import { type Clock, type Instant, epochMs } from '@reservoir/kernel';
import type { Operation } from '../domain/operation.js';
import type { Operations } from './operations.js';
import type { AppliedVersions, OperationWatch, OperationWatches } from './ports.js';

/** What waiting needs. */
export interface WaitingDeps {
  readonly operations: Operations;
  readonly versions: AppliedVersions;
  readonly watches: OperationWatches;
  readonly clock: Clock;
  /** Aborted when the process is to end: nobody waits any longer. */
  readonly shutdown: { readonly aborted: boolean };
}

/** The outcome, when the caller can read what came of it; pending otherwise. */
export type Awaited =
  | { readonly kind: 'settled'; readonly operation: Operation }
  | { readonly kind: 'pending'; readonly operation: Operation };

/** Should a signal be lost, the operation is looked at after so long anyway. */
const pollMs = 1000;
/** The read models follow within milliseconds of the outcome; when they lag, looking often would slow them more. */
const readModelPollMs = { first: 5, longest: 250 } as const;

/**
 * Waits until the outcome is known and every version that it requires is applied, so that whoever is told reads its own
 * write; at most until the deadline.
 */
export async function awaitOutcome(
  operation: Operation,
  deadline: Instant,
  deps: WaitingDeps,
  watch: OperationWatch = deps.watches.open(operation.id),
): Promise<Awaited> {
  try {
    let known = operation;
    for (let looks = 0; ; looks += known.outcome === null ? 0 : 1) {
      if (await isReadable(known, deps.versions)) return { kind: 'settled', operation: known };
      const leftMs = epochMs(deadline) - epochMs(deps.clock.now());
      if (leftMs <= 0 || deps.shutdown.aborted) return { kind: 'pending', operation: known };
      const told = await watch.changed(Math.min(leftMs, waitMs(known, looks)));
      if (known.outcome === null) known = told ?? (await deps.operations.find(operation.id)) ?? known;
    }
  } finally {
    watch.close();
  }
}

/** Twice as long after each look at the read models. */
const waitMs = ({ outcome }: Operation, looks: number): number =>
  outcome === null ? pollMs : Math.min(readModelPollMs.longest, readModelPollMs.first * 2 ** looks);

const isReadable = async ({ outcome }: Operation, versions: AppliedVersions): Promise<boolean> =>
  outcome !== null && (await versions.applied(outcome.requires));
