import { tap } from './sandbox.js';

/** An event of the contracts service, as far as cases look at it. */
export interface Told {
  readonly time: string;
  readonly customerId?: string;
  readonly notice?: { readonly code: string; readonly detail: string };
  readonly contract?: { readonly id: string; readonly customerId: string };
  /** When it was due, if time made it so. */
  readonly at?: string;
}

/** Events of a kind, such as `contract-expired`, that were told by now; `time` is when. */
export const told = (kind: string): readonly Told[] =>
  tap.records
    .filter(({ headers }) => headers['ce_type'] === `reservoir.contracts.${kind}.v1`)
    .map(({ headers, value }) => ({
      ...(JSON.parse(String(value)) as Told),
      time: headers['ce_time'] ?? '',
    }));
