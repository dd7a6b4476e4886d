import { companyId, counts, id, licenseOrderReceipt, lotState, poolState, time } from '@reservoir/messages';
import type { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';

/** A partner's stock of one SKU and term: the sums over its lots. */
export const poolView = poolState.meta({ id: 'Pool' });
/** Licences that entered a pool together. */
export const lotView = lotState.extend({ distributorId: companyId, counts, id }).meta({ id: 'Lot' });
/** What became of an order line. */
export const receiptView = licenseOrderReceipt.schema.extend({ at: time }).meta({ id: 'OrderReceipt' });

export const viewOfPool = ({ id: _, ...pool }: ReadModels['pools']): z.input<typeof poolView> => pool;
export const viewOfLot = ({ poolId: _, ...lot }: ReadModels['lots']): z.input<typeof lotView> => lot;
export const viewOfReceipt = ({
  id: _id,
  version: _version,
  expiresAt: _expiresAt,
  ...receipt
}: ReadModels['order-receipts']): z.input<typeof receiptView> => receipt;
