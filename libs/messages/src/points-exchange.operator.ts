import { z } from 'zod';
import { actor, companyId, count, id, time } from './common.js';
import { defineMessage } from './define.js';
import { accountState, pointsCommand, pointsCommandBase } from './points-exchange.js';
import { ledgerEntry, pointsLotState } from './points-exchange.ledger.js';

const mostPoints = 1_000_000_000;
const reason = z.string().min(1).max(500);
const lotTerms = {
  expiresAt: time.optional(),
  priority: z.int().min(0).max(1000).optional(),
};

export const grantPoints = pointsCommand(
  'grant-points',
  'Grant points by promotion (PT-2, CO-10)',
  pointsCommandBase.extend({ points: z.int().min(1).max(mostPoints), ...lotTerms, reason, actor }),
);

/** Positive points come as a lot of their own; negative ones are taken in burn order. */
export const adjustPoints = pointsCommand(
  'adjust-points',
  'Add or take away points, with a reason (CO-10)',
  pointsCommandBase.extend({
    points: z
      .int()
      .min(-mostPoints)
      .max(mostPoints)
      .refine((points) => points !== 0, { error: 'must not be 0' }),
    ...lotTerms,
    reason,
    actor,
  }),
);

export const pointsAdjusted = defineMessage({
  type: 'reservoir.points-exchange.points-adjusted.v1',
  topic: 'points-exchange.events.v1',
  summary: 'The operator added points or took some away (CO-10)',
  keyOf: (data) => data.account.partnerId,
  schema: z.object({
    account: accountState,
    transaction: ledgerEntry,
    lots: z.array(pointsLotState).max(1000),
  }),
});

/** By the scheduler: a lot expires in 60, 30 or 7 days. */
export const notifyExpiringPoints = pointsCommand(
  'notify-expiring-points',
  'A notice of points that expire is due (PT-8)',
  pointsCommandBase.extend({ lotId: id, noticeAt: time }),
);

export const pointsExpiring = defineMessage({
  type: 'reservoir.points-exchange.points-expiring.v1',
  topic: 'points-exchange.events.v1',
  summary: 'Points of a lot expire in 60, 30 or 7 days (PT-8)',
  keyOf: (data) => data.partnerId,
  schema: z.object({
    partnerId: companyId,
    lotId: id,
    /** What is left of it. */
    points: count,
    daysBefore: z.int().min(1),
    expiresAt: time,
    /** When the notice was due; it may come later. */
    dueAt: time,
  }),
});
