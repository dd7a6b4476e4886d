import { z } from 'zod';
import { companyId, id, quantity, time } from './common.js';
import { defineMessage } from './define.js';
import { holder, picks, poolIdOf, poolKey } from './license-pool.js';

const base = z.object({ pool: poolKey });

/** So many lots a draw may touch, where whoever asks can take fewer than any draw may give (PO-4). */
const lotsMost = z.int().min(1).max(1000).optional();

const command = <Schema extends z.ZodType<z.output<typeof base>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.license-pool.${name}.v1`,
    topic: 'license-pool.commands.v1',
    summary,
    keyOf: (data) => poolIdOf(data.pool),
    schema,
  });

/** One SKU, one step: assigned at once or refused (CT-4). Answered by licenses-drawn or draw-refused. */
export const drawLicenses = command(
  'draw-licenses',
  'Assign licences of one pool in one step',
  base.extend({
    holder,
    quantity,
    lotsMost,
    /** At or after this instant the draw is refused: the period would be over (CT-4). */
    periodEnd: time,
  }),
);

/** First step for several SKUs. Answered by licenses-reserved or reservation-refused. */
export const reserveLicenses = command(
  'reserve-licenses',
  'Hold licences for 15 minutes',
  base.extend({
    reservationId: id,
    holder,
    quantity,
    lotsMost,
  }),
);

/** Answered by reservation-committed or commit-refused. */
export const commitReservation = command(
  'commit-reservation',
  'Assign the licences that are held',
  base.extend({
    reservationId: id,
    holder,
    periodEnd: time,
  }),
);

/** Gives back what is held; a reservation that is over or unknown is a no-op. Not answered. */
export const releaseReservation = command(
  'release-reservation',
  'Give back the licences that are held',
  base.extend({
    reservationId: id,
  }),
);

/** Compensation of CT-4: assigned licences go back in full. Not answered. */
export const returnLicenses = command(
  'return-licenses',
  'Take back assigned licences in full',
  base.extend({
    holder,
    picks,
  }),
);

/** By the scheduler: the deadline of a reservation has passed (PO-5). */
export const expireReservation = command(
  'expire-reservation',
  'A reservation is past its deadline',
  base.extend({
    reservationId: id,
    deadline: time,
  }),
);

/** By the scheduler: a lot is past its expiry (PO-2). */
export const expireLot = command(
  'expire-lot',
  'A lot is past its expiry',
  base.extend({ lotId: id, expiresAt: time }),
);

/** Points became licences (PT-4). Keyed by the exchange; answered by licenses-minted or mint-refused. */
export const mintLicenses = command(
  'mint-licenses',
  'Add a lot paid with points',
  base.extend({
    exchangeId: id,
    distributorId: companyId,
    quantity,
  }),
);

/** The exchange gives up: tombstone it unless it is minted (PT-4). Answered like mint-licenses. */
export const abandonMint = command(
  'abandon-mint',
  'Never mint this exchange, unless it is minted already',
  base.extend({
    exchangeId: id,
  }),
);
