import { z } from 'zod';
import { actor, companyId, count, id, quantity, refusal, sku, term, time, version } from './common.js';
import { defineMessage } from './define.js';
import { poolKey } from './license-pool.js';
import { ledgerHash, pointsLotState, pointsTransaction } from './points-exchange.ledger.js';

/** A partner's account after the event (PT-1). `version` is the event's sequence. */
export const accountState = z.object({
  partnerId: companyId,
  available: count,
  held: count,
  /** Of the last transaction: the end of the chain. */
  hash: ledgerHash.optional(),
  version,
});

/** A price that stands for 15 minutes (PT-3). */
export const quoteState = z.object({
  id,
  partnerId: companyId,
  sku,
  term,
  quantity,
  pointsPerLicense: z.int().min(1),
  discountBp: z.int().min(0).max(10_000),
  rateVersion: version,
  totalPoints: count,
  issuedAt: time,
  expiresAt: time,
  state: z.enum(['open', 'accepted']),
  version,
});

/** Points on their way to become licences (PT-4). */
export const exchangeState = z.object({
  id,
  quoteId: id,
  partnerId: companyId,
  distributorId: companyId,
  sku,
  term,
  quantity,
  totalPoints: count,
  /** Which lots burn (PT-2), in burn order. */
  burns: z.array(z.object({ lotId: id, points: z.int().min(1) })).max(1000),
  state: z.enum(['held', 'captured', 'voided']),
  lotId: id.nullable(),
  reason: refusal.nullable(),
  heldAt: time,
  endedAt: time.nullable(),
  /** Licences that went back to the pool, and the points that came back for them (PT-6). */
  reversedQuantity: count.optional(),
  reversedPoints: count.optional(),
  /** What the pool is asked to take back now (PT-6). */
  reversal: z.object({ id, quantity, askedAt: time }).nullable().optional(),
  version,
});

/** What every command of this topic names. */
export const pointsCommandBase = z.object({ partnerId: companyId });

/** A command to the points-exchange service. */
export const pointsCommand = <Schema extends z.ZodType<z.output<typeof pointsCommandBase>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.points-exchange.${name}.v1`,
    topic: 'points-exchange.commands.v1',
    summary,
    keyOf: (data) => data.partnerId,
    schema,
  });

export const requestQuote = pointsCommand(
  'request-quote',
  'Ask what licences cost in points (PT-3)',
  pointsCommandBase.extend({
    sku,
    term,
    quantity,
    actor,
  }),
);
export const acceptQuote = pointsCommand(
  'accept-quote',
  'Exchange points for licences at a quoted price (PT-4)',
  pointsCommandBase.extend({
    quoteId: id,
    actor,
  }),
);
export const giveUpExchange = pointsCommand(
  'give-up-exchange',
  'An exchange got no answer in time (PT-4)',
  pointsCommandBase.extend({
    exchangeId: id,
    deadline: time,
  }),
);

/** By the scheduler: lots of a partner are over, this one first (PT-3, PT-5). */
export const expirePoints = pointsCommand(
  'expire-points',
  'Lots of points are past their expiry (PT-5)',
  pointsCommandBase.extend({
    lotId: id,
    expiresAt: time,
  }),
);

const answerBase = z.object({ pool: poolKey, exchangeId: id });

const answer = <Schema extends z.ZodType<z.output<typeof answerBase>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.license-pool.${name}.v1`,
    topic: 'points-exchange.commands.v1',
    summary,
    keyOf: (data) => data.pool.partnerId,
    schema,
  });

export const licensesMinted = answer(
  'mint-accepted',
  'Answer to mint-licenses: the lot is in the pool',
  answerBase.extend({
    lotId: id,
    poolVersion: version,
  }),
);
export const mintRefused = answer(
  'mint-refused',
  'Answer to mint-licenses: it never will be',
  answerBase.extend({ refusal }),
);

const eventBase = z.object({
  account: accountState,
  transaction: pointsTransaction,
  lots: z.array(pointsLotState).max(1000),
});

const event = <Schema extends z.ZodType<z.output<typeof eventBase>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.points-exchange.${name}.v1`,
    topic: 'points-exchange.events.v1',
    summary,
    keyOf: (data) => data.account.partnerId,
    schema,
  });

export const pointsGranted = event('points-granted', 'Points were credited (PT-2)', eventBase);
export const pointsHeld = event(
  'points-held',
  'Points are held for an exchange (PT-4)',
  eventBase.extend({
    exchange: exchangeState,
  }),
);
export const exchangeCaptured = event(
  'exchange-captured',
  'Points became licences (PT-4)',
  eventBase.extend({
    exchange: exchangeState,
  }),
);
export const exchangeVoided = event(
  'exchange-voided',
  'An exchange gave its points back (PT-4)',
  eventBase.extend({
    exchange: exchangeState,
  }),
);
/** What was neither held nor burnt of lots that are over; dated at their expiry. */
export const pointsExpired = event('points-expired', 'Points expired (PT-5)', eventBase);

/** A quote was issued or accepted: its whole current state (PT-3). */
export const quoteChanged = defineMessage({
  type: 'reservoir.points-exchange.quote-changed.v1',
  topic: 'points-exchange.events.v1',
  summary: 'A quote was issued or accepted: its whole current state',
  keyOf: (data) => data.quote.partnerId,
  schema: z.object({ quote: quoteState }),
});
