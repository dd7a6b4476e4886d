import { type Refusal, type Result, type Term, err, ok, termClassOf } from '@reservoir/kernel';
import type { Contract } from '../contract.js';
import { unknownContract } from '../contracts.rejections.js';
import { type Plan, planOf } from '../plan.js';
import type { Situation } from '../situation.js';
import { groupOf } from './group-of.js';

/** Which contracts are to become one (CT-11). */
export interface GroupRequest {
  readonly contractIds: readonly string[];
}

/**
 * Active contracts of one SKU become one, that ends after the licences' mean of days left (CT-11). Nothing is drawn and
 * nothing recovered; allocations keep their own terms.
 */
export function planGroup(situation: Situation, { contractIds }: GroupRequest): Result<Plan, Refusal> {
  const ids = [...new Set(contractIds)];
  const contracts = ids.flatMap((id) => situation.contracts.find((one) => one.id === id) ?? []);
  const missing = ids.find((id) => !contracts.some((one) => one.id === id));
  if (missing !== undefined) return err(unknownContract(missing));
  const refusal = whyNotGrouped(contracts);
  if (refusal) return err(refusal);
  const group = groupOf(situation, contracts);
  return ok(
    planOf(situation, {
      resourceId: group.draft.id,
      drafts: [group.draft],
      patches: group.patches,
    }),
  );
}

/** Why contracts cannot become one (CT-11); undefined when they can. */
export function whyNotGrouped(contracts: readonly Contract[]): Refusal | undefined {
  const [first] = contracts;
  if (!first || contracts.length < 2)
    return refusal('nothing-to-group', 'a grouping takes at least two contracts');
  const other = contracts.find((one) => one.serviceId !== first.serviceId || skuOf(one) !== skuOf(first));
  if (other)
    return refusal(
      'other-sku',
      `contract ${other.id} is of ${skuOf(other)}, contract ${first.id} of ${skuOf(first)}`,
    );
  const terms = contracts.map(({ periods: [{ term }] }) => term);
  return contracts.map((contract) => whyNotJoined(contract, terms)).find((one) => one !== undefined);
}

/** Why a contract cannot be grouped with licences of these terms (CT-11). */
export function whyNotJoined(contract: Contract, terms: readonly Term[]): Refusal | undefined {
  const { id, state, mode, next, periods } = contract;
  if (state !== 'active' || mode !== 'commercial')
    return refusal('not-active', `contract ${id} is no active commercial contract`);
  if (terms.some((term) => termClassOf(term) !== termClassOf(periods[0].term)))
    return refusal('mixed-term-classes', 'licences of M1 are never grouped with those of years'); // CT-11
  return next === null ? undefined : refusal('future-period', `contract ${id} has a future period: ${next}`); // CT-11
}

const refusal = (code: string, detail: string): Refusal => ({ code, rule: 'CT-11', detail });
const skuOf = ({ periods: [{ sku }] }: Contract): string => sku;
