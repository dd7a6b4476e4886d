import { type Refusal, type Result, anchorOf, err, ok } from '@reservoir/kernel';
import type { Contract } from '../contract.js';
import type { Situation } from '../situation.js';
import { cutsToFit } from './cuts-to-fit.js';
import { newestFirst } from './newest-first.js';
import { moduleRunsOf, pairingsAfter } from './pairings.js';

/**
 * The new contract of a module, cut to what its product has beside the module's other contracts: its end first, then its
 * licences (CT-13). Refused when nothing would be left of it. What is not drawn need not be recovered.
 */
export function fittedModule(
  situation: Pick<Situation, 'contracts' | 'today'>,
  draft: Contract,
): Result<Contract, Refusal> {
  const [period] = draft.periods;
  const isOf = (one: { readonly contractId: string }) => one.contractId === draft.id;
  const pairing = pairingsAfter(situation, { patches: [], drafts: [draft] }).find(({ module }) =>
    module.some(isOf),
  );
  if (!pairing) throw new Error(`the module contract ${draft.id} is of no service`);
  const others = newestFirst(
    situation.contracts.filter(({ id }) => pairing.module.some(({ contractId }) => contractId === id)),
  );
  const cut = cutsToFit(pairing.product, [draft, ...others].map(moduleRunsOf), situation.today).find(isOf);
  if (!cut) return ok(draft);
  const quantity = period.quantity - cut.present;
  if (quantity === 0) return err(nothingLeft(draft));
  const end = cut.end === null ? {} : { end: cut.end, anchorDay: anchorOf(cut.end) }; // CT-3
  return ok({ ...draft, periods: [{ ...period, quantity, ...end }] });
}

const nothingLeft = ({ product, periods: [{ sku, start }] }: Contract): Refusal => ({
  code: 'module-beyond-product',
  rule: 'CT-13',
  detail: `${product} has no licences left for ${sku} from ${start} on: nothing would be left of it`,
  errors: [{ sku, from: start, hint: 'seats' }],
});
