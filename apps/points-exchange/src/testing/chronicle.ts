import { deepEqual } from 'node:assert/strict';
import type { Instant } from '@reservoir/kernel';
import {
  type LedgerEntry,
  type LedgerState,
  asOf,
  emptyLedger,
  inBurnOrder,
  isOver,
  replay,
} from '@reservoir/points-ledger';
import { statesOf } from './memory-points.js';
import type { RandomPoints } from './random-points.js';

/** What was to be seen of a partner's points at an instant. */
interface Seen {
  readonly available: number;
  readonly held: number;
  readonly lots: readonly { readonly id: string; readonly remaining: number; readonly held: number }[];
}

/** Writes down what points were while they change, to compare it with what the ledger says of it later. */
export class Chronicle {
  readonly #seen = new Map<Instant, Seen>();
  #latest: Instant | undefined;

  /** Every instant at which something was written down. */
  get instants(): readonly Instant[] {
    return [...this.#seen.keys()];
  }

  /** Writes down what there is now. What a clock that is behind does changes what was seen from its date on. */
  note(world: RandomPoints, changed: boolean): void {
    const { now } = world;
    if (this.#latest === undefined || now >= this.#latest) {
      this.#latest = now;
      this.#seen.set(now, seenIn(world));
    } else if (changed) {
      const [account] = statesOf(world.documents, 'accounts');
      for (const at of this.#seen.keys()) if (account && at >= account.at) this.#seen.delete(at);
    }
  }

  /** Compares, also by way of a checkpoint after every so many entries. */
  expectAsOf(ledger: readonly LedgerEntry[], at: Instant, every: number): void {
    const entries = ledger.filter((entry) => entry.at <= at);
    const whole = asOf(replay(emptyLedger, entries), at);
    deepEqual(asOf(throughCheckpoints(entries, every), at), whole, 'a checkpoint leads elsewhere');
    const seen = this.#seen.get(at);
    if (!seen) return;
    const { available, held } = whole.balances;
    const lots = whole.lots.map(({ id, remaining, held: of }) => ({ id, remaining, held: of }));
    deepEqual({ available, held, lots }, seen, `as of ${at} it was otherwise`);
  }
}

function seenIn({ documents, now }: RandomPoints): Seen {
  const open = statesOf(documents, 'lots')
    .map((lot) => (isOver(lot, now) ? { ...lot, remaining: 0 } : lot))
    .filter(({ remaining, held }) => remaining + held > 0);
  const sum = (of: 'remaining' | 'held') => open.reduce((points, lot) => points + lot[of], 0);
  const lots = [...open].sort(inBurnOrder).map(({ id, remaining, held }) => ({ id, remaining, held }));
  return { available: sum('remaining'), held: sum('held'), lots };
}

function throughCheckpoints(entries: readonly LedgerEntry[], every: number): LedgerState {
  let state = emptyLedger;
  for (let from = 0; from < entries.length; from += every) {
    const checkpoint = JSON.parse(JSON.stringify(state)) as LedgerState;
    state = replay(checkpoint, entries.slice(from, from + every));
  }
  return state;
}
