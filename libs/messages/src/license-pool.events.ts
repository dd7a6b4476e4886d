import { z } from 'zod';
import { companyId, id, quantity, refusal, time } from './common.js';
import { defineMessage } from './define.js';
import { holder, lotState, picks, poolIdOf, poolKey, poolState } from './license-pool.js';

/** Lots that one event touched. */
const lots = z.array(lotState).max(1000);

const base = z.object({ pool: poolState, lots });

const event = <Schema extends z.ZodType<z.output<typeof base>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.license-pool.${name}.v1`,
    topic: 'license-pool.events.v1',
    summary,
    keyOf: (data) => poolIdOf(data.pool),
    schema,
  });

export const lotAdded = event(
  'lot-added',
  'A lot entered a pool (PO-1)',
  /** `reason`: of the operator who added it (CO-10). */
  base.extend({ reason: z.string().max(500).optional() }),
);
export const licensesReserved = event(
  'licenses-reserved',
  'Licences are held for an assignment (PO-4)',
  base.extend({
    reservationId: id,
    holder,
    picks,
    deadline: time,
  }),
);
/** The pool stays as it was. */
export const reservationRejected = defineMessage({
  type: 'reservoir.license-pool.reservation-rejected.v1',
  topic: 'license-pool.events.v1',
  summary: 'A draw or reservation was refused (PO-4)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolKey, holder, quantity, refusal }),
});
export const reservationReleased = event(
  'reservation-released',
  'Held licences went back (PO-5)',
  base.extend({
    reservationId: id,
    holder,
    why: z.enum(['released', 'deadline']),
  }),
);
export const licensesAssigned = event(
  'licenses-assigned',
  'Licences were assigned to a contract (CT-4)',
  base.extend({
    holder,
    picks,
  }),
);
export const licensesRecovered = event(
  'licenses-recovered',
  'Assigned licences came back (CT-4, PO-6)',
  base.extend({
    holder,
    picks,
    mode: z.enum(['full', 'prorated', 'none']),
    /** The recovery that asked for it; a compensation of CT-4 has none. */
    recoveryId: id.optional(),
  }),
);
export const licensesRetired = event(
  'licenses-retired',
  'Licences were used up, or taken away by an operator (PO-6, PO-12)',
  base.extend({
    picks,
    /** The contract that had them, and the recovery that asked for it. */
    holder: holder.optional(),
    recoveryId: id.optional(),
    /** Of an operator who took them away (CO-10). */
    adjustment: z.object({ operationId: id, reason: z.string().max(500) }).optional(),
  }),
);
export const licensesTransferred = event(
  'licenses-transferred',
  'Licences of a client moved to the pool of its new partner (CO-5)',
  base.extend({ transferId: id, toPartnerId: companyId, picks }),
);
export const licensesRefunded = event(
  'licenses-refunded',
  'Licences were refunded (PO-10)',
  base.extend({
    refundId: id,
    quantity,
  }),
);
export const lotExpired = event('lot-expired', 'Unassigned licences of a lot expired (PO-2)', base);
export const mintAbandoned = defineMessage({
  type: 'reservoir.license-pool.mint-abandoned.v1',
  topic: 'license-pool.events.v1',
  summary: 'An exchange will never be minted (PT-4)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolKey, exchangeId: id }),
});
