import { z } from 'zod';
import { actor, count, id, quantity, refusal, time, version } from './common.js';
import { defineMessage } from './define.js';
import { poolIdOf, poolKey } from './license-pool.js';
import { accountState, exchangeState, pointsCommand, pointsCommandBase } from './points-exchange.js';
import { ledgerEntry, pointsLotState } from './points-exchange.ledger.js';

export const reverseExchange = pointsCommand(
  'reverse-exchange',
  'Give licences of an exchange back for their points (PT-6)',
  pointsCommandBase.extend({ exchangeId: id, quantity, actor }),
);

/** By the scheduler: the pool has not answered a reversal until its deadline. */
export const askAgainForReversal = pointsCommand(
  'ask-again-for-reversal',
  'A reversal got no answer in time (PT-6)',
  pointsCommandBase.extend({ exchangeId: id, deadline: time }),
);

const reversalBase = z.object({ pool: poolKey, exchangeId: id, reversalId: id });

/** Licences of an exchange go back (PT-6). Keyed by the reversal; answered by licenses-taken-back or take-back-refused. */
export const takeBackLicenses = defineMessage({
  type: 'reservoir.license-pool.take-back-licenses.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Take back unassigned licences that were paid with points',
  keyOf: (data) => poolIdOf(data.pool),
  schema: reversalBase.extend({ quantity }),
});

const answer = <Schema extends z.ZodType<z.output<typeof reversalBase>>>(
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

export const licensesTakenBack = answer(
  'licenses-taken-back',
  'Answer to take-back-licenses: they are refunded',
  reversalBase.extend({ quantity, poolVersion: version }),
);
export const takeBackRefused = answer(
  'take-back-refused',
  'Answer to take-back-licenses: none of them will be, for this reversal',
  reversalBase.extend({ refusal }),
);

/** No point has moved: the pool is asked first. */
export const reversalRequested = defineMessage({
  type: 'reservoir.points-exchange.reversal-requested.v1',
  topic: 'points-exchange.events.v1',
  summary: 'The pool is asked to take licences of an exchange back (PT-6)',
  keyOf: (data) => data.exchange.partnerId,
  schema: z.object({
    exchange: exchangeState,
    reversalId: id,
    quantity,
    /** What comes back for them. */
    points: count,
    /** To which lots, in the order in which they get it; points of a lot that is over by then expire. */
    returns: z.array(z.object({ lotId: id, points: z.int().min(1) })).max(1000),
  }),
});

/** The exchange stays as it was. */
export const reversalRefused = defineMessage({
  type: 'reservoir.points-exchange.reversal-refused.v1',
  topic: 'points-exchange.events.v1',
  summary: 'The pool did not take licences of an exchange back (PT-6)',
  keyOf: (data) => data.exchange.partnerId,
  schema: z.object({ exchange: exchangeState, reversalId: id, quantity, refusal }),
});

export const exchangeReversed = defineMessage({
  type: 'reservoir.points-exchange.exchange-reversed.v1',
  topic: 'points-exchange.events.v1',
  summary: 'Licences of an exchange went back to the pool, and their points to the lots (PT-6)',
  keyOf: (data) => data.account.partnerId,
  schema: z.object({
    account: accountState,
    transaction: ledgerEntry,
    lots: z.array(pointsLotState).max(1000),
    exchange: exchangeState,
    quantity,
    points: count,
  }),
});
