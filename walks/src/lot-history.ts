import type { JointWalk } from './joint-walk.js';

type Lot = Parameters<JointWalk['stock']['refund']>[0];

/** Where licences never come back from (PO-1). */
const forGood = ['retired', 'expired', 'refunded', 'transferredOut'] as const;

/** What lots may become, held against what they were. */
export class LotHistory {
  readonly #seen = new Map<string, Lot>();

  /** What does not hold of the steps since it was looked at before, all of them taken by now. */
  faults({ lots, now, retired }: JointWalk): readonly string[] {
    const all = lots.memory.all('lots');
    const faults = all.flatMap((lot) => {
      const before = this.#seen.get(lot.id);
      this.#seen.set(lot.id, lot);
      if (!before || before === lot) return [];
      return [...wentBack(before, lot), ...(lot.expiresAt <= now ? cameToLife(before, lot) : [])];
    });
    const used = all.reduce((sum, { counts }) => sum + counts.retired, 0);
    return [
      ...faults,
      ...movedFaults(all),
      ...(used === retired ? [] : [`PO-6: ${retired} were to be retired, ${used} are`]),
    ];
  }
}

/** Invariant 8, CO-5: what left a lot in transfers is in the lots that took it over, and nowhere else. */
function movedFaults(lots: readonly Lot[]): readonly string[] {
  const taken = new Map<string, number>();
  for (const { source, quantity } of lots)
    if (source.lotId !== undefined) taken.set(source.lotId, (taken.get(source.lotId) ?? 0) + quantity);
  return lots
    .filter(({ id, counts }) => counts.transferredOut !== (taken.get(id) ?? 0))
    .map(({ id, counts }) => `CO-5: ${counts.transferredOut} left lot ${id}, ${taken.get(id) ?? 0} came`);
}

const wentBack = (before: Lot, { id, counts, quantity }: Lot): readonly string[] => [
  ...forGood
    .filter((name) => counts[name] < before.counts[name])
    .map((name) => `PO-1: ${name} of lot ${id} shrank`),
  ...(quantity === before.quantity
    ? []
    : [`PO-1: lot ${id} had ${before.quantity} licences, and has ${quantity}`]),
];

/** A lot that is over gives nothing (PO-4), and what comes back to it expires (PO-9). */
function cameToLife({ counts: before }: Lot, { id, counts: after }: Lot): readonly string[] {
  const inUse = after.assigned + after.reserved - before.assigned - before.reserved;
  return [
    ...(after.available > before.available ? [`PO-9: licences came back to lot ${id}, which is over`] : []),
    ...(inUse > 0 ? [`PO-4: licences were drawn of lot ${id}, which is over`] : []),
  ];
}
