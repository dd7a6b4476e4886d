import {
  assortmentBody,
  familyBody,
  moduleBody,
  pricesBody,
  productBody,
  version,
} from '@reservoir/messages';
import type { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { visiblePrices } from '../../../domain/price-list.js';
import type { ReadModels } from '../../../read-models.js';

export const familyView = familyBody.extend({ version }).meta({ id: 'Family' });
export const productView = productBody.extend({ version }).meta({ id: 'Product' });
export const moduleView = moduleBody.extend({ version }).meta({ id: 'Module' });
export const assortmentView = assortmentBody.extend({ version }).meta({ id: 'Assortment' });
export const pricesView = pricesBody.extend({ version }).meta({ id: 'Prices' });

/** What a distributor sells. */
export const viewOfAssortment = ({
  id: _,
  ...assortment
}: ReadModels['assortments']): z.input<typeof assortmentView> => assortment;

/** What a distributor asks, as far as the caller may know it (CA-6). */
export const viewOfPrices = (prices: ReadModels['prices'], caller: Caller): z.input<typeof pricesView> => {
  const { id: _, ...visible } = visiblePrices(prices, caller);
  return visible;
};
