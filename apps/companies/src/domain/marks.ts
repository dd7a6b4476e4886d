import { type Instant, later } from '@reservoir/kernel';

/** A suspension mark on a company (CO-6). */
export interface Mark {
  /** The company that set it; null for the operator (CO-10). */
  readonly by: string | null;
  /** Whether it holds for everything below the company too. */
  readonly recursive: boolean;
  readonly reason: string | null;
  readonly at: Instant;
}

/** A recursive mark on a company above (CO-6). */
export interface InheritedMark {
  /** The company that is marked. */
  readonly companyId: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly at: Instant;
}

/** From when to when a company was suspended; `to` is null while it is. */
export interface Suspension {
  readonly from: Instant;
  readonly to: Instant | null;
}

interface Marked {
  readonly marks: readonly Mark[];
  readonly inheritedMarks: readonly InheritedMark[];
}

/** CO-6: a company is suspended while it, or one above it that is marked recursively, is marked. */
export const isSuspended = ({ marks, inheritedMarks }: Marked): boolean =>
  marks.length > 0 || inheritedMarks.length > 0;

/** The mark that somebody has set. */
export const markOf = (marks: readonly Mark[], by: string | null): Mark | undefined =>
  marks.find((mark) => mark.by === by);

/** The marks with one set, in the place of the same setter's. */
export const withMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] => [
  ...withoutMark(marks, mark.by),
  mark,
];

/** CO-6: lifting one leaves the others. */
export const withoutMark = (marks: readonly Mark[], by: string | null): readonly Mark[] =>
  marks.filter((mark) => mark.by !== by);

/** CO-6: a mark holds as long as who set it stands above: nobody else could ever lift it. The operator always does. */
export const marksThatHold = (marks: readonly Mark[], ancestors: readonly string[]): readonly Mark[] =>
  marks.every(({ by }) => by === null || ancestors.includes(by))
    ? marks
    : marks.filter(({ by }) => by === null || ancestors.includes(by));

/** What a company hands down of marks: those that it inherits, and its own recursive ones (CO-6). */
export const marksHandedDown = (company: Marked & { readonly id: string }): readonly InheritedMark[] => [
  ...company.inheritedMarks,
  ...company.marks
    .filter(({ recursive }) => recursive)
    .map(({ by, reason, at }) => ({ companyId: company.id, by, reason, at })),
];

/** The suspension after a change of marks at an instant; it never ends before it began. */
export function suspensionAfter(before: Suspension | null, marked: boolean, at: Instant): Suspension | null {
  const lasts = before !== null && before.to === null;
  if (marked) return lasts ? before : { from: at, to: null };
  return lasts ? { from: before.from, to: later(at, before.from) } : before;
}
