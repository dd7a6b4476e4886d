import { z } from 'zod';
import { companyId, count, day, id, sku, slug, term, time } from './common.js';
import { contractState } from './contracts.js';
import { defineMessage } from './define.js';
import { pick, poolKey } from './license-pool.js';

const schema = z.object({
  contract: contractState,
  /** When it was due, if time made it so, however late it was done (CT-8). */
  at: time.optional(),
});

const event = (name: string, summary: string) =>
  defineMessage({
    type: `reservoir.contracts.${name}.v1`,
    topic: 'contracts.events.v1',
    summary,
    keyOf: (data) => data.contract.customerId,
    schema,
  });

export const contractScheduled = event('contract-scheduled', 'A contract has its licences, and starts later');
export const contractRenewed = event('contract-renewed', 'A contract has a future period (CT-6)');
export const contractPeriodStarted = event(
  'contract-period-started',
  'The future period of a contract is its present one',
);
export const contractExpired = event('contract-expired', 'A contract has come to its end (CT-8)');
export const seatsChanged = event('seats-changed', 'A contract has another number of licences (CT-10)');
export const contractsGrouped = event(
  'contracts-grouped',
  'A contract took others over, or was taken over (CT-11)',
);
export const contractUpgraded = event(
  'contract-upgraded',
  'A contract took over, or was taken over, with another product or protection model (CT-12)',
);
export const contractCut = event('contract-cut', 'A contract ends earlier than it would have (CT-13)');
export const contractAligned = event('contract-aligned', 'The end of a contract was aligned (CT-15)');
export const changeScheduled = event(
  'change-scheduled',
  'A contract changes when its present period ends (CT-16)',
);
export const scheduledChangeDeleted = event(
  'scheduled-change-deleted',
  'What was scheduled will not happen (CT-16)',
);
export const trialStarted = event('trial-started', 'A trial has begun (CT-14)');
export const trialExtended = event('trial-extended', 'A trial runs longer (CT-14)');
export const trialConverted = event('trial-converted', 'A trial became a commercial contract (CT-14)');
export const contractSuspended = event(
  'contract-suspended',
  'The service of a contract is suspended (CT-13)',
);
export const contractResumed = event(
  'contract-resumed',
  'The service of a contract is suspended no more (CT-13)',
);
export const contractMoved = event(
  'contract-moved',
  'A contract is its client’s new partner’s, with its licences (CO-5)',
);

export const contractExpiring = defineMessage({
  type: 'reservoir.contracts.contract-expiring.v1',
  topic: 'contracts.events.v1',
  summary: 'A contract ends in 60, 30, 7 or 1 days (CT-17)',
  keyOf: (data) => data.contract.customerId,
  schema: schema.extend({ daysBefore: z.int().min(1).max(60) }),
});

/** Something that whoever watches must know, beside what happens to contracts. */
export const notice = z.object({
  code: slug,
  rule: z.string().max(16),
  detail: z.string().max(2000),
  contractId: id.nullable(),
});

export const noticeGiven = defineMessage({
  type: 'reservoir.contracts.notice-given.v1',
  topic: 'contracts.events.v1',
  summary: 'Something that the partner must know: a renewal that could not be, a module that was cut',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, notice }),
});

const period = z.enum(['present', 'future']);

/** How many licences of one term come back, and why so many (PO-6). */
export const formulaLine = z.object({
  contractId: id,
  period,
  sku,
  term,
  termDays: count,
  licences: count,
  daysLeft: count,
  mode: z.enum(['full', 'prorated', 'none', 'future']),
  debtPaid: count,
  bankBefore: count,
  bankAfter: count,
  back: count,
  retired: count,
  formula: z.string().max(500),
});

const dates = z.object({
  contractId: id,
  event: slug,
  state: z.enum(['active', 'cancelled', 'superseded']).optional(),
  /** Of the present period, after it. */
  quantity: count.optional(),
  end: day.optional(),
  /** The future period that it gets. */
  future: z.object({ sku, term, quantity: count, start: day, end: day }).optional(),
});

/** What an operation is going to do, itemised: in full before it is done, and all that a preview needs (CT-18). */
export const operationPlanned = defineMessage({
  type: 'reservoir.contracts.operation-planned.v1',
  topic: 'contracts.events.v1',
  summary:
    'What an operation is going to do: licences drawn, recovered and retired with the formula, new dates',
  keyOf: (data) => data.customerId,
  schema: z.object({
    customerId: companyId,
    operationId: id,
    /** The operation's UTC day (CT-19). */
    day,
    draws: z.array(z.object({ pool: poolKey, contractId: id, quantity: count, end: day })).max(1000),
    recoveries: z
      .array(
        z.object({
          pool: poolKey,
          contractId: id,
          back: z.array(pick).max(1000),
          retired: z.array(pick).max(1000),
        }),
      )
      .max(4000),
    lines: z.array(formulaLine).max(4000),
    contracts: z.array(dates).max(2000),
    notices: z.array(notice).max(1000),
  }),
});

const byTime = z.object({ customerId: companyId, partnerId: companyId, familyId: slug, at: time });

/** By the scheduler: something of the family is due (CT-8). It names the instant: done before, it does nothing. */
export const doWhatIsDue = defineMessage({
  type: 'reservoir.contracts.do-what-is-due.v1',
  topic: 'contracts.commands.v1',
  summary: 'A contract starts, ends, or comes to its next period or notice',
  keyOf: (data) => data.customerId,
  schema: byTime,
});

/** By the scheduler: auto-renewal looks at a service (CT-7). */
export const renewAutomatically = defineMessage({
  type: 'reservoir.contracts.renew-automatically.v1',
  topic: 'contracts.commands.v1',
  summary: 'Auto-renewal of a service, from 7 days before an end on',
  keyOf: (data) => data.customerId,
  schema: byTime.extend({ contractId: id }),
});
