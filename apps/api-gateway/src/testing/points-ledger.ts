import { type Instant, instant, plusMs } from '@reservoir/kernel';
import type { DataOf, pointsGranted } from '@reservoir/messages';
import {
  type LedgerAccount,
  type LedgerEntry,
  type LotState,
  balancesAfter,
  genesisHash,
  isOpen,
  lotAfter,
  noBalances,
  postingsOf,
  sealed,
} from '@reservoir/points-ledger';

type Fact = DataOf<typeof pointsGranted>;

/** Points that move in one entry: of which lot, from where to where. */
export interface Moved {
  readonly lotId: string;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly points: number;
  readonly at: Instant;
}

/** Writes a ledger as the service does, for a test to tell of. */
export class LedgerWriter {
  readonly entries: LedgerEntry[] = [];
  readonly #lots = new Map<string, LotState>();

  constructor(
    private readonly partnerId = 'partner-gold',
    private readonly expiresAt: Instant = instant('2027-11-21T00:00:00Z'),
  ) {}

  /** The event of a further entry. */
  write({ at, ...move }: Moved): Fact {
    const last = this.entries.at(-1);
    const before = this.#lots.get(move.lotId) ?? this.#newLot(move.lotId, move.points, at);
    const lot = lotAfter(before, move);
    this.#lots.set(lot.id, lot);
    const number = this.entries.length + 1;
    const postings = postingsOf([move], [move.from, move.to]);
    const entry = sealed({
      id: this.partnerId === 'partner-gold' ? `entry-${number}` : `entry-${number}-of-${this.partnerId}`,
      partnerId: this.partnerId,
      number,
      kind: 'grant',
      reference: move.lotId,
      at,
      postings,
      moves: [move],
      opens: isOpen(before) ? [] : [before],
      reason: null,
      by: null,
      balances: balancesAfter(last?.balances ?? noBalances, postings),
      previousHash: last?.hash ?? genesisHash,
    });
    this.entries.push(entry);
    const { available, held } = entry.balances;
    const account = { partnerId: this.partnerId, available, held, hash: entry.hash, version: number };
    return { account, transaction: { ...entry } as unknown as Fact['transaction'], lots: [lot] };
  }

  /** Grants of so many lots of 10 points, then points that are held and given back; one entry a minute. */
  *history(start: Instant, lots: number, entries: number): Generator<Fact> {
    for (let n = 0; n < entries; n += 1) {
      const at = plusMs(start, n * 60_000);
      const lotId = `lot-${n % lots}`;
      if (n < lots) yield this.write({ lotId, from: 'issued', to: 'available', points: 10, at });
      else {
        const hold = Math.floor(n / lots) % 2 === 1;
        const [from, to] = hold ? (['available', 'held'] as const) : (['held', 'available'] as const);
        yield this.write({ lotId, from, to, points: 1, at });
      }
    }
  }

  #newLot(id: string, points: number, grantedAt: Instant): LotState {
    const counts = { remaining: 0, held: 0, spent: 0, expired: 0, adjusted: 0 };
    return { id, points, ...counts, priority: 100, grantedAt, expiresAt: this.expiresAt };
  }
}
