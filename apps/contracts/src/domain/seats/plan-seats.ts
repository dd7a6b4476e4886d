import { type Refusal, type Result, type Term, daysBetween, endOfTerm, err, ok } from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { contractIsOver } from '../contracts.rejections.js';
import { namedOf } from '../plan-cancel.js';
import { groupOf } from '../grouping/group-of.js';
import { whyNotJoined } from '../grouping/plan-group.js';
import { whyRequired } from '../modules/why-required.js';
import { alignedContract } from '../periods/aligned-contract.js';
import type { AlignEnd } from '../periods/aligned-end.js';
import { activation, drawOf, newContract } from '../plan-assignment.js';
import { type Plan, planOf } from '../plan.js';
import { contractLeaves, licencesLeave, planParts } from '../recovery/leaving.js';
import { type Situation, productOf } from '../situation.js';
import { whyNotSold } from './sold.js';

/** More seats: a further contract, or co-termed with the one that is named (CT-10, CT-15). */
export interface MoreSeats {
  readonly add: number;
  /** Of the new licences; nothing is defaulted. */
  readonly term: Term;
  readonly coTerm?: boolean | undefined;
  readonly alignEnd?: AlignEnd | undefined;
}

/** Fewer seats of the contract that is named (CT-10). */
export interface FewerSeats {
  readonly remove: number;
}

export type SeatsRequest = MoreSeats | FewerSeats;

/** More or fewer seats (CT-10). */
export function planSeats(situation: Situation, request: SeatsRequest): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  if (!isLive(contract)) return err(contractIsOver(contract, 'CT-10'));
  if ('remove' in request) return planFewer(situation, contract, request.remove);
  const refusal = whyNotMore(situation, contract, request);
  if (refusal) return err(refusal);
  return request.coTerm === true
    ? ok(planCoTerm(situation, contract, request))
    : planFurther(situation, contract, request);
}

/**
 * Fewer seats: the removed ones are recovered, newest batch first; they leave the future period in full as far as it has them
 * (CT-10). Removing the last licence is a cancel (PO-7).
 */
function planFewer(situation: Situation, contract: Contract, remove: number): Result<Plan, Refusal> {
  const [{ quantity }] = contract.periods;
  if (remove > quantity)
    return err({
      code: 'too-few-seats',
      rule: 'CT-10',
      detail: `contract ${contract.id} has ${quantity} licences: ${remove} cannot be removed`,
      errors: [{ asked: remove, available: quantity }],
    });
  const required = remove === quantity ? whyRequired(situation, contract) : undefined;
  if (required) return err(required);
  const change =
    remove === quantity
      ? contractLeaves(situation, contract, {
          ...{ event: 'ContractCancelled', state: 'cancelled' },
          reason: { code: 'last-seat-removed', rule: 'PO-7', detail: 'its last licence was removed' },
        })
      : licencesLeave(situation, contract, { licences: remove, event: 'SeatsChanged' });
  return ok(planOf(situation, { resourceId: contract.id, ...planParts([change]) }));
}

function whyNotMore(situation: Situation, contract: Contract, request: MoreSeats): Refusal | undefined {
  const { term, coTerm, alignEnd } = request;
  if (contract.mode === 'trial')
    return { code: 'trial', rule: 'CT-14', detail: 'a trial grows no more: convert it' };
  if (coTerm === true && alignEnd)
    return { code: 'align-or-co-term', rule: 'CT-15', detail: 'licences are aligned or co-termed, not both' };
  return (
    whyNotSold(situation, contract, term) ?? (coTerm === true ? whyNotJoined(contract, [term]) : undefined)
  );
}

/** A further contract in the same service, from today on. */
function planFurther(
  situation: Situation,
  contract: Contract,
  { add, term, alignEnd }: MoreSeats,
): Result<Plan, Refusal> {
  const { kind, mode } = contract;
  const { sku, catalogVersion } = versionOf(situation, contract);
  const product = productOf(situation, contract.product);
  const licences = { sku, term, quantity: add, start: undefined, mode, catalogVersion };
  const natural = newContract(situation, product, kind, licences);
  const draft = alignEnd ? alignedContract(situation, natural, alignEnd) : ok(natural);
  if (!draft.ok) return draft;
  const { value } = draft;
  const parts = { drafts: [value], draws: [drawOf(value)], patches: [activation(value)] };
  return ok(planOf(situation, { resourceId: value.id, ...parts }));
}

/** The new licences and the old ones become one contract (CT-10, CT-11). */
function planCoTerm(situation: Situation, contract: Contract, { add, term }: MoreSeats): Plan {
  const { today } = situation;
  const termDays = daysBetween(today, endOfTerm(today, term));
  const joining = { licences: add, daysLeft: termDays, debt: 0, term };
  const { draft, patches } = groupOf(situation, [contract], [joining]);
  const [{ sku, end }] = draft.periods;
  return planOf(situation, {
    resourceId: draft.id,
    drafts: [draft],
    draws: [{ contractId: draft.id, period: 'present', sku, term, quantity: add, termDays, end }],
    patches,
  });
}

/** The SKU of a contract, and the version of the catalog that a new period of it freezes (CA-7). */
function versionOf(situation: Situation, { kind, product, periods: [{ sku }] }: Contract) {
  const module = situation.modules.find(({ id }) => kind === 'module' && id === sku);
  return { sku, catalogVersion: (module ?? productOf(situation, product)).version };
}
