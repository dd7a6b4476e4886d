import { type Refusal, type Result, type Term, type UtcDay, err, ok } from '@reservoir/kernel';
import type { Module } from '../facts.js';
import { alignedContract } from '../periods/aligned-contract.js';
import type { AlignEnd } from '../periods/aligned-end.js';
import { activation, drawOf, newContract } from '../plan-assignment.js';
import { type Plan, planOf } from '../plan.js';
import { type Situation, productOf } from '../situation.js';
import { fittedModule } from './fitted-module.js';
import { whyNotAdded } from './module-policies.js';

/** An add-on or managed service that is added alone to a product that the client has (EN-6). Nothing is defaulted (CA-3). */
export interface Addition {
  readonly product: string;
  readonly module: string;
  /** Of the term class of its product (CT-13). */
  readonly term: Term;
  readonly quantity: number;
  /** The first day, today or later; today when left out. */
  readonly start?: UtcDay | undefined;
  /** Where the first period ends, if not with its term (CT-15). */
  readonly alignEnd?: AlignEnd | undefined;
  /** Cut to what its product has, first its end, then its licences; else it is refused (CT-13). */
  readonly cascade?: boolean | undefined;
}

/**
 * Adds a module alone to a commercial service (EN-6, CT-13): a contract of its own, on the operation's UTC day or later.
 * Refused with every violation of the configuration that the service would have (CA-3 … CA-5); whoever carries the plan out
 * sees to it that the module stays within its product.
 * @param module the one that is asked for; undefined when there is none
 */
export function planModule(
  situation: Situation,
  addition: Addition,
  module: Module | undefined,
): Result<Plan, Refusal> {
  const refusal = whyNotAdded(situation, addition, module);
  if (refusal) return err(refusal);
  if (!module) throw new Error('the policies let an unknown module pass');
  const { term, quantity, start, alignEnd, cascade } = addition;
  const licences = { sku: module.id, term, quantity, start, catalogVersion: module.version };
  const product = productOf(situation, addition.product);
  const natural = newContract(situation, product, 'module', { ...licences, mode: 'commercial' });
  const aligned = alignEnd ? alignedContract(situation, natural, alignEnd) : ok(natural);
  const fitted = aligned.ok && cascade === true ? fittedModule(situation, aligned.value) : aligned;
  if (!fitted.ok) return fitted;
  const { value: draft } = fitted;
  const parts = { drafts: [draft], draws: [drawOf(draft)], patches: [activation(draft)] };
  return ok(planOf(situation, { resourceId: draft.id, ...parts }));
}
