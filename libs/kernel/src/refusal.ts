/** A business refusal, published like any other fact and shown to callers as problem details (RFC 9457). */
export interface Refusal<Code extends string = string> {
  /** Stable, kebab-case; part of the API. */
  readonly code: Code;
  /** The rule of docs/domain.md that refused, such as `PO-4`. */
  readonly rule: string;
  /** One sentence for a person, with the numbers that decided. */
  readonly detail: string;
  /** Every single violation, when there is more to say than `detail` does. */
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

/** A named rule: gives the refusal, or nothing when it lets the request pass. */
export type Policy<Args extends readonly unknown[]> = (...args: Args) => Refusal | undefined;

/** The refusal of the first policy that refuses, in the order of the list; nothing when all pass. */
export function firstRefusal<Args extends readonly unknown[]>(
  policies: readonly Policy<Args>[],
  ...args: Args
): Refusal | undefined {
  for (const policy of policies) {
    const refusal = policy(...args);
    if (refusal) return refusal;
  }
  return undefined;
}
