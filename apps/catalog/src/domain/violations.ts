import type { Refusal } from '@reservoir/kernel';

/** One thing that is wrong with what somebody wants to publish. */
export interface Violation {
  readonly code: string;
  readonly rule: string;
  readonly detail: string;
  /** Where it stands in the body: `offers[3].sku`. */
  readonly path: string;
}

/** Looks at a body, and at what it refers to, for one kind of violation. */
export type Check<Body, Around> = (body: Body, around: Around) => readonly Violation[];

/** More than these are counted, not listed: a record holds them all. */
export const mostListed = 200;

/** The refusal that lists every violation at once; nothing when there is none. */
export const refusalOf = <Body, Around>(
  checks: readonly Check<Body, Around>[],
  body: Body,
  around: Around,
): Refusal<'publication-invalid'> | undefined => invalid(checks.flatMap((check) => check(body, around)));

/** The same, of violations that were found before. */
export function invalid(violations: readonly Violation[]): Refusal<'publication-invalid'> | undefined {
  const [first] = violations;
  if (!first) return undefined;
  const others = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return {
    code: 'publication-invalid',
    rule: first.rule,
    detail: `${first.detail}${others}`,
    errors: violations.slice(0, mostListed).map((violation) => ({ ...violation })),
  };
}

/** The places at which a value stands that stood in the list before. */
export function repetitions<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
