import type { Refusal } from '@reservoir/kernel';

interface LooseRefusal extends Omit<Refusal, 'errors'> {
  readonly errors?: Refusal['errors'] | undefined;
}

/** The refusal and nothing else; records say "no errors" by leaving them out. */
export const refusalOf = ({ code, rule, detail, errors }: LooseRefusal): Refusal => ({
  code,
  rule,
  detail,
  ...(errors && { errors }),
});
