import type { Instant, Refusal } from '@reservoir/kernel';
import type { Assignment } from '../domain/assignment.js';
import { noticeOf } from '../domain/renewal/plan-auto-renewal.js';
import { contractBy } from './family.js';
import { looksAgain } from './looks-again.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** An auto-renewal got nothing, such as of a short pool: it is told which, and tried again in an hour (CT-7). */
export function renewalFailed(
  { patches, draftIds }: Assignment,
  refusal: Refusal,
  ports: Ports,
  now: Instant,
): Outcome['events'] {
  const products = patches
    .filter(({ contractId }) => !draftIds.includes(contractId))
    .map(({ contractId }) => contractBy(contractId, ports))
    .filter(({ kind }) => kind === 'product');
  const [first] = products;
  return first ? looksAgain(products, noticeOf(first, refusal), ports, now) : [];
}
