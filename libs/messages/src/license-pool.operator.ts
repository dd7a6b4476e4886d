import { z } from 'zod';
import { actor, quantity, time } from './common.js';
import { defineMessage } from './define.js';
import { poolIdOf, poolKey } from './license-pool.js';

/** Why, for the record (CO-10). */
const reason = z.string().min(1).max(500);

/** PO-1: licences that nobody ordered. Judged like an order of the partner at its present distributor. */
export const addLicenses = defineMessage({
  type: 'reservoir.license-pool.add-licenses.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Add licences to a pool, as a promotion or to correct its stock (PO-1, CO-10)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({
    pool: poolKey,
    provenance: z.enum(['promotion', 'adjustment']),
    quantity,
    /** When they expire if nobody assigns them (PO-2); null is never. Left out, an adjustment expires as a purchase would. */
    expiresAt: time.nullable().optional(),
    reason,
    actor,
  }),
});

/** Only what is available, in draw order (PO-4), all or nothing: they are retired. */
export const takeAwayLicenses = defineMessage({
  type: 'reservoir.license-pool.take-away-licenses.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Take available licences away, to correct the stock of a pool (PO-1, CO-10)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolKey, quantity, reason, actor }),
});
