import { itemIdOf } from '@reservoir/catalog-rules';
import type { Assortment } from './offers.js';
import { skuViolations } from './sku-checks.js';
import type { CatalogItems } from './skus.js';
import { type Check, repetitions } from './violations.js';

type AssortmentCheck = Check<Assortment, CatalogItems>;

// CA-6
export const offersExist: AssortmentCheck = ({ offers }, items) =>
  offers.flatMap(({ sku, terms }, index) => skuViolations(sku, terms, items, `offers[${index}]`));

// CA-8
export const whatIsRetiredIsNotOffered: AssortmentCheck = ({ offers }, items) =>
  offers.flatMap(({ sku }, index) => {
    const id = itemIdOf(sku);
    return (items.product(id) ?? items.module(id))?.retired
      ? [{ code: 'retired', rule: 'CA-8', detail: `${id} is sold no longer`, path: `offers[${index}].sku` }]
      : [];
  });

// CA-6
export const offersAreDistinct: AssortmentCheck = ({ offers }) =>
  repetitions(offers, ({ sku }) => sku).map((index) => ({
    code: 'duplicate',
    rule: 'CA-6',
    detail: `${offers[index]?.sku ?? ''} is offered twice`,
    path: `offers[${index}].sku`,
  }));

// CA-6
export const termsOfAnOfferAreDistinct: AssortmentCheck = ({ offers }) =>
  offers.flatMap(({ sku, terms }, offer) =>
    repetitions(terms, (term) => term).map((index) => ({
      code: 'duplicate',
      rule: 'CA-6',
      detail: `${sku} is offered twice for ${terms[index] ?? ''}`,
      path: `offers[${offer}].terms[${index}]`,
    })),
  );

export const assortmentChecks: readonly AssortmentCheck[] = [
  offersExist,
  whatIsRetiredIsNotOffered,
  offersAreDistinct,
  termsOfAnOfferAreDistinct,
];
