import * as fc from 'fast-check';
import { type Term, dayOf, plusDays, startOfDay } from '@reservoir/kernel';
import { type Contract, isLive } from '../domain/contract.js';
import type { Asked, FamilyWalk } from './family-walk.js';

/** What may be done to a family; the numbers choose among what there is. */
export const stepNames = [
  'buy',
  'buy',
  'trial',
  'add',
  'more',
  'fewer',
  'fewer',
  'group',
  'upgrade',
  'convert',
  'extend',
  'cancel',
  'renew',
  'schedule',
  'schedule',
  'unschedule',
  'suspend',
  'resume',
  'pass',
  'pass',
  'pass',
] as const;

export interface FamilyStep {
  readonly what: (typeof stepNames)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly cascade: boolean;
}

export const familySteps: fc.Arbitrary<FamilyStep> = fc.record({
  what: fc.constantFrom(...stepNames),
  a: fc.nat(97),
  b: fc.nat(97),
  c: fc.nat(97),
  cascade: fc.boolean(),
});

/** Days about which terms end, leap days fall and months differ. */
export const firstDays = fc.constantFrom(
  '2026-11-21T12:00:00Z',
  '2027-02-28T12:00:00Z',
  '2024-02-29T12:00:00Z',
  '2026-12-31T23:50:00Z',
  '2026-01-31T12:00:00Z',
  '2027-03-31T12:00:00Z',
);

const terms: readonly Term[] = ['Y1', 'Y1', 'Y2', 'Y3', 'M1'];
const models = ['a-la-carte', 'secure', 'secure-plus'];
const modules = ['encryption', 'patch-management', 'edr', 'xdr'];
const lapses = [1, 1, 6, 7, 29, 31, 90, 200, 358, 364, 365];

const one = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** Does a step; whatever is refused is refused. */
export function doStep(walk: FamilyWalk, { what, a, b, c, cascade }: FamilyStep): void {
  const live = walk.ports.contracts.all().filter((contract) => isLive(contract));
  const contract = live[a % Math.max(1, live.length)];
  const request = requestOf(what, { a, b, c }, live);
  if (what === 'pass')
    return walk.at(startOfDay(plusDays(dayOf(walk.now), one(lapses, a))).replace('T00', 'T09'));
  if (what === 'buy' || what === 'trial') return void walk.refusedToBuy(request);
  if (what === 'add') {
    const start = b % 5 === 0 ? plusDays(dayOf(walk.now), c) : undefined;
    return void walk.add(one(modules, a), { ...request, start, cascade });
  }
  if (contract) walk.ask(commandOf[what], contract, { ...request, cascade });
}

const commandOf: Readonly<Record<Exclude<FamilyStep['what'], 'pass' | 'buy' | 'trial' | 'add'>, Asked>> = {
  more: 'changeSeats',
  fewer: 'changeSeats',
  group: 'groupContracts',
  upgrade: 'upgradeService',
  convert: 'convertTrial',
  extend: 'extendTrial',
  cancel: 'cancelContract',
  renew: 'renewContract',
  schedule: 'scheduleChange',
  unschedule: 'unscheduleChange',
  suspend: 'suspendService',
  resume: 'resumeService',
};

type Numbers = Pick<FamilyStep, 'a' | 'b' | 'c'>;

const requestOf = (what: FamilyStep['what'], numbers: Numbers, live: readonly Contract[]): object =>
  requests[what]?.(numbers, live, one(terms, numbers.b)) ?? {};

const aligned = ({ b, c }: Numbers, live: readonly Contract[]) =>
  c % 3 === 0 && live.length > 0 ? { contractId: one(live, b).id } : undefined;

type Request = (numbers: Numbers, live: readonly Contract[], term: Term) => object;

const requests: Readonly<Partial<Record<FamilyStep['what'], Request>>> = {
  buy: (numbers, live, term) => ({
    ...bought(live, numbers),
    ...{ term, alignEnd: aligned(numbers, live), mode: 'commercial' },
  }),
  trial: (numbers, live) => ({ ...bought(live, numbers), term: 'M1', mode: 'trial' }),
  add: (numbers, live, term) => ({
    ...{ term, quantity: 1 + (numbers.c % 30), alignEnd: aligned(numbers, live) },
  }),
  more: (numbers, live, term) => ({
    seats: {
      ...{ add: 1 + (numbers.b % 9), term, coTerm: numbers.c % 2 === 0 },
      ...(numbers.c % 2 === 0 ? {} : { alignEnd: aligned(numbers, live) }),
    },
  }),
  fewer: ({ b }) => ({ seats: { remove: 1 + (b % 7) } }),
  group: ({ a, b }, live) => ({ contractIds: grouped(live, a, b) }),
  upgrade: ({ a, b, c }, _, term) => ({
    upgrade: {
      ...{ ...product(c), mode: b % 2 === 0 ? 'recover' : 'carry-time', term },
      ...{ quantity: 1 + (a % 30), managementModel: 'client' },
    },
  }),
  convert: ({ b }, _, term) => ({
    conversion: { term, quantity: 1 + (b % 20), addOns: [], managedServices: [] },
  }),
  renew: (numbers, live, term) => ({ renewal: { term, alignEnd: aligned(numbers, live) } }),
  schedule: (numbers) => ({ schedule: scheduled(numbers) }),
};

function scheduled({ a, b, c }: Numbers): object {
  const licences = { quantity: 1 + (b % 20), term: one(terms, b) };
  if (c % 3 === 0) return { change: 'cancel' };
  return c % 3 === 1
    ? { change: 'quantity', ...licences }
    : { change: 'product', ...product(a), ...licences };
}

/** Mostly what fits: further contracts of the product that is there, with modules now and then. */
function bought(live: readonly Contract[], { a, b, c }: Numbers): object {
  const there = live.find(({ kind, mode }) => kind === 'product' && mode === 'commercial');
  const chosen =
    there && a % 8 > 0
      ? sameAs(there)
      : { ...product(a), managementModel: 'client', autoRenew: { on: a % 2 === 0, term: 'Y1' } };
  const isEndpoint = chosen.product === 'endpoint-security';
  const addOns =
    isEndpoint && b % 3 === 0 ? ['encryption'] : isEndpoint && b % 7 === 0 ? ['edr', 'patch-management'] : [];
  return { ...chosen, addOns, managedServices: [], quantity: 1 + (c % 40) };
}

function sameAs({ product: id, periods: [{ sku }] }: Contract) {
  return {
    product: id,
    protectionModel: sku.split(':')[1] ?? null,
    managementModel: undefined,
    autoRenew: undefined,
  };
}

const product = (n: number) =>
  n % 5 === 0
    ? { product: 'edr-standalone', protectionModel: null }
    : { product: 'endpoint-security', protectionModel: one(models, n) };

/** Two or three contracts of one SKU, if there are as many. */
function grouped(live: readonly Contract[], a: number, b: number): readonly string[] {
  const first = one(live, a) as Contract | undefined;
  const alike = live
    .filter(({ periods: [period] }) => period.sku === first?.periods[0].sku)
    .map(({ id }) => id);
  return alike.slice(0, 2 + (b % 2));
}
