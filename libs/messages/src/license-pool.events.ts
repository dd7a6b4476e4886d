import { z } from 'zod';
import { id, quantity, refusal, time } from './common.js';
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

export const lotAdded = event('lot-added', 'A lot entered a pool (PO-1)', base);
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
  }),
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
