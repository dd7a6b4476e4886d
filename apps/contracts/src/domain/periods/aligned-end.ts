import { type AnchorDay, type Refusal, type Result, type UtcDay, anchorOf, err, ok } from '@reservoir/kernel';

/** What a new period's end is aligned to: the end of a month, `2027-02`, or of another contract (CT-15). */
export type AlignEnd = { readonly monthEnd: string } | { readonly contractId: string };

/** A period's run before anything is aligned. */
export interface NaturalRun {
  readonly start: UtcDay;
  readonly end: UtcDay;
}

const firstOfNextMonth = (month: string): UtcDay => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01` as UtcDay;
};

/**
 * Where a period ends that is aligned (CT-15): after its start, and never later than its term says. The time cut is not
 * refunded; the anchor is the new end's day (CT-3).
 * @param endOf the last end of a contract; undefined for one that the client does not have
 */
export function alignedEnd(
  natural: NaturalRun,
  to: AlignEnd,
  endOf: (contractId: string) => UtcDay | undefined,
): Result<{ readonly end: UtcDay; readonly anchorDay: AnchorDay }, Refusal> {
  const end = 'monthEnd' in to ? firstOfNextMonth(to.monthEnd) : endOf(to.contractId);
  if (end === undefined)
    return refused(
      'unknown-contract',
      `there is no live contract ${'contractId' in to ? to.contractId : ''} to align to`,
    );
  if (end <= natural.start)
    return refused(
      'align-too-early',
      `${end} is not after the start of the period, ${natural.start}`,
      natural,
    );
  if (end > natural.end)
    return refused(
      'align-too-late',
      `${end} is later than the natural end of the term, ${natural.end}`,
      natural,
    );
  return ok({ end, anchorDay: anchorOf(end) }); // CT-15, CT-3
}

const refused = (code: string, detail: string, natural?: NaturalRun) =>
  err({ code, rule: 'CT-15', detail, ...(natural ? { errors: [{ ...natural }] } : {}) });
