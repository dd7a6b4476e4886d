import type { Refusal } from '@reservoir/kernel';

type Extra = Readonly<Record<string, unknown>>;

/** One thing that is wrong with a request, with what a program needs to show or cure it. */
export interface Violation extends Refusal {
  readonly extra: Extra;
}

/** Makes a violation; `extra` goes into its entry of `errors`. */
export const violation = (code: string, rule: string, detail: string, extra: Extra = {}): Violation => ({
  code,
  rule,
  detail,
  extra,
});

/** A violation as an entry of `errors`. */
export const told = ({ code, rule, detail, extra }: Violation): Extra => ({ code, rule, detail, ...extra });
