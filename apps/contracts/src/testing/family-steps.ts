import * as fc from 'fast-check';
import { dayOf, plusDays, startOfDay } from '@reservoir/kernel';
import type { Contract } from '../domain/contract.js';
import { proratedThroughout, sevenDays } from '../domain/recovery/recovery-policy.js';
import * as requests from './family-requests.js';
import { type Numbers, one } from './family-requests.js';
import type { Asked, FamilyWalk } from './family-walk.js';
import { type Scene, endsAhead, sceneOf, suitedFor } from './suited.js';

/** What may be done to a family, and how often it is tried. */
const weights = {
  ...{ buy: 3, trial: 1, add: 2, more: 3, fewer: 4, group: 2, upgrade: 2, convert: 1, extend: 1, cancel: 2 },
  ...{ renew: 3, schedule: 3, unschedule: 2, suspend: 1, resume: 2, pass: 7 },
} as const;

export type FamilyStepName = keyof typeof weights;

/** A step; the numbers choose among what there is. */
export interface FamilyStep extends Numbers {
  readonly what: FamilyStepName;
  readonly cascade: boolean;
}

export const numbers = { a: fc.nat(97), b: fc.nat(97), c: fc.nat(97), d: fc.nat(97) };

export const familySteps: fc.Arbitrary<FamilyStep> = fc.record({
  what: fc.oneof(
    ...Object.entries(weights).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as FamilyStepName),
    })),
  ),
  ...numbers,
  cascade: fc.boolean(),
});

/** The recovery policies that walks are made under (PO-8). */
export const policies = { prorated: proratedThroughout, '7 days': sevenDays } as const;

/** Days about which terms end, leap days fall and months differ. */
export const firstDays = fc.constantFrom(
  '2026-11-21T12:00:00Z',
  '2027-02-28T12:00:00Z',
  '2024-02-29T12:00:00Z',
  '2026-12-31T23:50:00Z',
  '2026-01-31T12:00:00Z',
  '2027-03-31T12:00:00Z',
);

const lapses = [1, 1, 1, 2, 6, 7, 29, 31, 60, 90, 200, 365];

/** A time to pass to: some days on, or shortly before, at or after an end that lies ahead. */
export function timeToPass(walk: FamilyWalk, { a, b, c }: Numbers): string {
  const today = dayOf(walk.now);
  const ends = endsAhead(sceneOf(walk));
  const days = [0, 0, 1, 2, 7, 8, 30, 59];
  const day = ends.length > 0 && c % 3 === 0 ? plusDays(one(ends, a), -one(days, b)) : today;
  return startOfDay(day > today ? day : plusDays(today, one(lapses, a))).replace('T00', 'T09');
}

type Build = (scene: Scene, contract: Contract, numbers: Numbers) => object;
const nothing = () => ({});

type OnContract = Exclude<FamilyStepName, 'pass' | 'buy' | 'trial' | 'add'>;

const commandOf: Readonly<Record<OnContract, readonly [Asked, Build]>> = {
  more: ['changeSeats', requests.more],
  fewer: ['changeSeats', requests.fewer],
  group: ['groupContracts', requests.group],
  upgrade: ['upgradeService', requests.upgrade],
  convert: ['convertTrial', requests.conversion],
  extend: ['extendTrial', nothing],
  cancel: ['cancelContract', nothing],
  renew: ['renewContract', requests.renewal],
  schedule: ['scheduleChange', requests.schedule],
  unschedule: ['unscheduleChange', nothing],
  suspend: ['suspendService', nothing],
  resume: ['resumeService', nothing],
};

/** What is done instead where a step finds nothing that suits it: what leads there. */
const instead: Readonly<Partial<Record<FamilyStepName, FamilyStepName>>> = {
  ...{ convert: 'trial', extend: 'trial', group: 'more', unschedule: 'schedule' },
  ...{ more: 'buy', fewer: 'buy', upgrade: 'buy', cancel: 'buy', suspend: 'buy' },
};

/** Begins a step; whatever is refused is refused. Time passes for a step that nothing suits. */
export function beginStep(walk: FamilyWalk, step: FamilyStep, customers: readonly string[]): void {
  const { what } = step;
  const scene = sceneOf(walk);
  const customerId = one(customers, step.d + step.c);
  if (what === 'pass') return walk.at(timeToPass(walk, step));
  if (what === 'buy' && step.d % 5 > 0 && scene.live.some(scene.isSuspended))
    return beginStep(walk, { ...step, what: 'resume' }, customers);
  if (what === 'buy') return void walk.beginsToBuy(requests.purchase(scene, customerId, step));
  if (what === 'trial') return void walk.beginsToBuy(requests.trial(scene, customerId, step));
  if (what === 'add') return beginToAdd(walk, scene, step);
  const [asked, build] = commandOf[what];
  const suited = step.d % 10 === 0 ? scene.live : suitedFor(asked, scene);
  if (suited.length === 0) return beginStep(walk, { ...step, what: instead[what] ?? 'pass' }, customers);
  const contract = one(suited, step.a);
  walk.begins(asked, contract, { ...build(scene, contract, step), cascade: step.cascade });
}

/** Adds a module alone to something that is bought (EN-6). */
function beginToAdd(walk: FamilyWalk, scene: Scene, step: FamilyStep): void {
  const bought = suitedFor('upgradeService', scene);
  if (bought.length === 0) return;
  const contract = one(bought, step.a);
  const [module, addition] = requests.addition(scene, contract, step);
  walk.beginsToAdd(module, { ...contract, ...addition, cascade: step.cascade });
}

/** Does a step on the one customer, with all that it leads to. */
export function doStep(walk: FamilyWalk, step: FamilyStep): void {
  beginStep(walk, step, ['customer-one']);
  walk.settle();
}
