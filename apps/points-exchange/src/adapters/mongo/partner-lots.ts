import type { Instant } from '@reservoir/kernel';
import { type BurnPosition, inBurnOrder, isOver } from '@reservoir/points-ledger';
import type { PointsLot } from '../../domain/lot.js';

const byExpiry = (a: PointsLot, b: PointsLot): number =>
  a.expiresAt === b.expiresAt ? Number(a.id > b.id) || -1 : a.expiresAt < b.expiresAt ? -1 : 1;

/** What a chunk knows of the lots of one partner: which it has loaded, and how far down the burn order it has read. */
export class PartnerLots {
  /** Ids of lots that are over, and of the others: a chunk has one time, so that neither becomes the other. */
  readonly #over = new Set<string>();
  readonly #standing = new Set<string>();
  /** Documents read in burn order by now: where to read on. */
  read = 0;
  /** The last of them; all open lots that stand before it are loaded. */
  last: BurnPosition | undefined;
  /** True when there are no more of them. */
  exhausted = false;

  constructor(
    private readonly now: Instant,
    private readonly find: (id: string) => PointsLot | undefined,
  ) {}

  /** For a preview: knows the same, and learns for itself. @param find looks in the preview's own chunk */
  copy(find: (id: string) => PointsLot | undefined): PartnerLots {
    const copy = new PartnerLots(this.now, find);
    for (const id of this.#over) copy.#over.add(id);
    for (const id of this.#standing) copy.#standing.add(id);
    return Object.assign(copy, { read: this.read, last: this.last, exhausted: this.exhausted });
  }

  /** Notes a lot that was loaded or made. */
  note(lot: Pick<PointsLot, 'id' | 'expiresAt'>): void {
    (isOver(lot, this.now) ? this.#over : this.#standing).add(lot.id);
  }

  /** Lots that are over with points left, the earliest first. */
  due(): readonly PointsLot[] {
    return this.#over.size === 0 ? [] : this.#open(this.#over).sort(byExpiry);
  }

  /** Lots that may be burnt now, as far as it is sure that none before them is missing. */
  burnable(): readonly PointsLot[] {
    return this.#open(this.#standing)
      .filter((lot) => this.#isReached(lot))
      .sort(inBurnOrder);
  }

  #open(ids: ReadonlySet<string>): PointsLot[] {
    return [...ids].flatMap((id) => this.find(id) ?? []).filter(({ remaining }) => remaining > 0);
  }

  #isReached(lot: PointsLot): boolean {
    return this.exhausted || (this.last !== undefined && inBurnOrder(lot, this.last) <= 0);
  }
}
