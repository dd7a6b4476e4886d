import { entitlement, time } from '@reservoir/messages';
import { z } from 'zod';
import type { Instant } from '@reservoir/kernel';
import { entitledAt } from '../../../domain/entitlement.js';
import type { ReadModels } from '../../../read-models.js';

/** What a client is entitled to of one SKU (EN-2). */
export const entitlementView = entitlement
  .extend({
    at: time.describe('The instant asked for'),
    quantity: z.int().min(0).describe('Licences entitled at that instant'),
    version: z.int(),
  })
  .meta({ id: 'Entitlement' });

export const viewOfEntitlement = (
  { id: _, ...entitlement }: ReadModels['entitlements'],
  at: Instant,
): z.input<typeof entitlementView> => ({
  ...entitlement,
  at,
  quantity: entitledAt(entitlement.timeline, at),
});
