import type { Refusal } from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { type Situation, contractsOfService } from '../situation.js';

/**
 * Why the last contract of a module cannot leave its service alone: another module that is there requires it (CA-4, EN-6).
 * @returns the refusal; undefined for what may leave, and for contracts of products, with which their modules fall (CT-9)
 */
export function whyRequired(situation: Situation, contract: Contract): Refusal | undefined {
  if (contract.kind !== 'module') return undefined;
  const skuOf = ({ periods: [{ sku }] }: Contract): string => sku;
  const left = contractsOfService(situation, contract).filter(
    (one) => one.kind === 'module' && one.id !== contract.id && isLive(one),
  );
  const sku = skuOf(contract);
  if (left.some((one) => skuOf(one) === sku)) return undefined;
  const requiring = situation.modules.filter(
    ({ id, requires }) => requires.includes(sku) && left.some((one) => skuOf(one) === id),
  );
  const [first] = requiring;
  return (
    first && {
      code: 'module-required',
      rule: 'CA-4',
      detail: `${first.id} requires ${sku}: end its contracts first`,
      errors: requiring.map(({ id: module }) => ({ module, required: sku })),
    }
  );
}
