import type { Refusal, Term } from '@reservoir/kernel';
import { contractsOfAFamilyMost } from '../client.js';
import type { Contract } from '../contract.js';
import { type Situation, productOf } from '../situation.js';

/**
 * Why further licences of a contract's SKU cannot be assigned for a term: the product does not come for it (CA-1), the
 * distributor does not sell it (CA-6; stock of what is retired may still be assigned: CA-8), or the family is full (CT-5).
 */
export function whyNotSold(situation: Situation, contract: Contract, term: Term): Refusal | undefined {
  const { assortment, modules, contracts } = situation;
  const [{ sku }] = contract.periods;
  const product = productOf(situation, contract.product);
  const item = contract.kind === 'module' ? (modules.find(({ id }) => id === sku) ?? product) : product;
  if (!product.terms.includes(term)) {
    const errors = [{ choice: 'term', choices: product.terms }];
    return {
      code: 'term-not-offered',
      rule: 'CA-1',
      detail: `${product.id} does not come for ${term}`,
      errors,
    };
  }
  const isSold = assortment?.offers.some((offer) => offer.sku === sku && offer.terms.includes(term)) ?? false;
  if (!isSold && !item.retired) {
    const detail = `your distributor does not sell ${sku} for ${term}`;
    return { code: 'not-sold', rule: 'CA-6', detail, errors: [{ sku, term }] };
  }
  return contracts.length < contractsOfAFamilyMost
    ? undefined
    : {
        code: 'too-many-contracts',
        rule: 'CT-5',
        detail: `the client has ${contracts.length} live contracts: group them first`,
      };
}
