import { z } from 'zod';
import { companyId, id, quantity, version } from './common.js';
import { defineMessage } from './define.js';
import { picks, poolIdOf, poolKey } from './license-pool.js';

/**
 * CO-5: a client's licences move with it. The old lots count transferred-out; in the new partner's pool there is one new lot per
 * old lot, fully assigned, whose id is made of the transfer and the old lot. A lot that was made is not made again, so that the
 * command may come again. Answered by transfer-applied.
 */
export const transferLicenses = defineMessage({
  type: 'reservoir.license-pool.transfer-licenses.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Move assigned licences of a client to the pool of its new partner (CO-5)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({
    /** The old pool. */
    pool: poolKey,
    toPartnerId: companyId,
    transferId: id,
    customerId: companyId,
    /** All that the client has of each lot, in present and future periods; a lot stands in one command of a transfer only. */
    picks,
  }),
});

/** A lot, and the one that took its licences over. */
const movedLot = z.object({ from: id, to: id, quantity });

export const transferApplied = defineMessage({
  type: 'reservoir.license-pool.transfer-applied.v1',
  topic: 'contracts.commands.v1',
  summary: 'Answer to transfer-licenses: they are in the pool of the new partner',
  keyOf: (data) => data.customerId,
  schema: z.object({
    pool: poolKey,
    toPool: poolKey,
    transferId: id,
    customerId: companyId,
    lots: z.array(movedLot).min(1).max(1000),
    /** The pools' versions after it. */
    poolVersion: version,
    toPoolVersion: version,
  }),
});
