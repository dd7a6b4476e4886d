import {
  type Refusal,
  type Result,
  type Term,
  daysBetween,
  endOfTerm,
  err,
  ok,
  termClassOf,
} from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { contractIsOver } from '../contracts.rejections.js';
import { namedOf } from '../plan-cancel.js';
import { type Plan, planOf } from '../plan.js';
import { inFull } from '../recoveries-of.js';
import { isScheduledChange } from '../recovery/leaving.js';
import { daysToEnd } from '../renewal/renewable.js';
import { whyNotSold } from '../seats/sold.js';
import { type Situation, catalogVersionOf, frozenBy } from '../situation.js';
import { type ProductChange, planProductChange } from './plan-product-change.js';

/** What becomes of a contract when its present period ends (CT-16). */
export type ScheduleRequest =
  | { readonly change: 'cancel' }
  | { readonly change: 'quantity'; readonly quantity: number; readonly term: Term }
  | ProductChange;

/** A change is scheduled with less than so many days left (CT-16). */
const daysMost = 365;

/**
 * Schedules a change of a contract (CT-16): it becomes the future period and takes effect at its start. Licences of another
 * number leave the pool at once; a cancel is a future without licences, and ends in `expired`.
 */
export function planSchedule(situation: Situation, request: ScheduleRequest): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  const refusal = whyNot(situation, contract, request);
  if (refusal) return err(refusal);
  switch (request.change) {
    case 'cancel':
      return ok(cancelled(situation, contract));
    case 'quantity':
      return ok(renumbered(situation, contract, request));
    case 'product':
      return planProductChange(situation, contract, request);
  }
}

function whyNot(situation: Situation, contract: Contract, request: ScheduleRequest): Refusal | undefined {
  const { id, mode, state, next, periods } = contract;
  const no = (code: string, detail: string): Refusal => ({ code, rule: 'CT-16', detail });
  if (!isLive(contract)) return contractIsOver(contract, 'CT-16');
  if (mode === 'trial') return no('trial', `contract ${id} is a trial: it ends by itself`);
  if (state === 'scheduled') return no('not-active-yet', `contract ${id} starts on ${periods[0].start}`);
  if (next === 'renewal') return no('already-renewed', `contract ${id} has a future period already`);
  if (next !== null)
    return no('change-scheduled', `a change of contract ${id} is scheduled: delete it first`);
  const days = daysToEnd(contract, situation.today);
  if (request.change === 'product') return undefined; // of the whole service: judged when it is one contract
  if (days >= daysMost)
    return no('too-early', `contract ${id} has ${days} days left: changes are scheduled with less than 365`);
  if (request.change === 'cancel') return undefined;
  return termClassOf(request.term) === termClassOf(periods[0].term)
    ? whyNotSold(situation, contract, request.term)
    : no('other-term-class', `contract ${id} of ${periods[0].term} cannot go on for ${request.term}`);
}

const cancelled = (situation: Situation, { id }: Contract): Plan =>
  planOf(situation, {
    resourceId: id,
    patches: [{ contractId: id, event: 'ChangeScheduled', future: { do: 'cancel' } }],
  });

function renumbered(
  situation: Situation,
  contract: Contract,
  { quantity, term }: ScheduleRequest & { readonly change: 'quantity' },
): Plan {
  const { id } = contract;
  const { sku, end: start, anchorDay } = contract.periods[0];
  const end = endOfTerm(start, term, anchorDay); // CT-3
  const versions = frozenBy(situation, catalogVersionOf(situation, contract));
  const period = { sku, term, quantity, start, end, anchorDay, ...versions };
  return planOf(situation, {
    resourceId: id,
    draws: [
      { contractId: id, period: 'future', sku, term, quantity, termDays: daysBetween(start, end), end },
    ],
    patches: [{ contractId: id, event: 'ChangeScheduled', future: { do: 'add', period, as: 'quantity' } }],
  });
}

/** Deletes what is scheduled, never a renewal; its licences come back in full (CT-16, CT-9). */
export function planUnschedule(situation: Situation): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  if (!isLive(contract)) return err(contractIsOver(contract, 'CT-16'));
  if (!isScheduledChange(contract))
    return err({
      code: 'nothing-scheduled',
      rule: 'CT-16',
      detail: `no change of contract ${contract.id} is scheduled`,
    });
  const [, future] = contract.periods;
  return ok(
    planOf(situation, {
      resourceId: contract.id,
      patches: [{ contractId: contract.id, event: 'ScheduledChangeDeleted', future: { do: 'delete' } }],
      ...(future && inFull(contract, future, situation.operationId)),
    }),
  );
}
