import {
  companyId,
  count,
  counts,
  id,
  licenseOrderReceipt,
  lotState,
  lowMark,
  poolState,
  time,
} from '@reservoir/messages';
import { z } from 'zod';
import { type Cover, horizons } from '../../../domain/days-of-cover.js';
import type { ReadModels } from '../../../read-models.js';
import * as example from './pool.examples.js';

/** A level at which the partner wants to know that its stock is low. */
const thresholdView = z.object({
  unit: lowMark.shape.unit,
  value: lowMark.shape.value,
  licences: count.describe('The threshold in licences: percents of the 90-day peak, rounded up'),
  low: z.boolean().describe('Fewer are available'),
  armed: z.boolean().describe('The next crossing gives a notice'),
});

/** A partner's stock of one SKU and term: the sums over its lots. */
const poolShape = poolState
  .omit({ level: true })
  .extend({ low: z.boolean().describe('Below one of its thresholds (PO-11)') });
export const poolView = poolShape.meta({ id: 'Pool' });

const coverView = z.object({
  days: count
    .nullable()
    .describe('Days until renewals need more than is available; null when it is enough for 90 days'),
  renewals: z.array(
    z.object({
      withinDays: z.union(horizons.map((days) => z.literal(days))),
      licences: count.describe('What contracts that end by then would draw'),
      short: count.describe('How many of them are missing'),
    }),
  ),
});

/** The same with its thresholds, and how far it reaches. */
export const poolDetailView = poolShape
  .extend({ thresholds: z.array(thresholdView), cover: coverView })
  .meta({ id: 'PoolDetail', examples: [example.pool] });

/** When a partner wants to know that its stock is low. */
export const thresholdsView = z
  .object({
    peak: count.describe('The most that was available on any of the last 90 days, as of the last change'),
    thresholds: z.array(thresholdView),
  })
  .meta({ id: 'Thresholds', examples: [example.thresholds] });

/** Licences that entered a pool together. */
export const lotView = lotState.extend({ distributorId: companyId, counts, id }).meta({ id: 'Lot' });
/** What became of an order line. */
export const receiptView = licenseOrderReceipt.schema.extend({ at: time }).meta({ id: 'OrderReceipt' });

type Pool = ReadModels['pools'];

/** PO-11: low means below; percents are rounded up. */
export function viewOfThresholds({ level, counts: { available } }: Pool): z.input<typeof thresholdsView> {
  const peak = Math.max(level?.peak ?? available, available);
  const thresholds = (level?.thresholds ?? []).map(({ unit, value, armed }) => {
    const licences = unit === 'licences' ? value : Math.ceil((peak * value) / 100);
    return { unit, value, licences, low: available < licences, armed };
  });
  return { peak, thresholds };
}

export function viewOfPool(state: Pool): z.input<typeof poolView> {
  const { id: _, level: __, ...pool } = state;
  return { ...pool, low: viewOfThresholds(state).thresholds.some(({ low }) => low) };
}

export const viewOfPoolDetail = (state: Pool, { days, renewals }: Cover) => ({
  ...viewOfPool(state),
  thresholds: viewOfThresholds(state).thresholds,
  cover: { days, renewals: renewals.map((renewal) => ({ ...renewal })) },
});

export const viewOfLot = ({
  poolId: _poolId,
  expiringOf: _expiringOf,
  ...lot
}: ReadModels['lots']): z.input<typeof lotView> => lot;
export const viewOfReceipt = ({
  id: _id,
  version: _version,
  expiresAt: _expiresAt,
  ...receipt
}: ReadModels['order-receipts']): z.input<typeof receiptView> => receipt;
