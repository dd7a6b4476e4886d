import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Instant, later, startOfDay } from '@reservoir/kernel';
import { aLiveContract, aPeriod, at, theDay } from '../testing/entitled-contracts.js';
import type { Contract } from './contract.js';
import { type Entitlement, entitledUnder, entitlementsAfter } from './entitlement.js';
import type { Suspension } from './suspension.js';
import { quantityAt } from './timeline.js';

const skus = ['one', 'two'] as const;
const families = ['endpoint', 'email'] as const;

/** Everything as it was from an instant on: what a recomputation looks at. */
interface Moment {
  readonly at: Instant;
  readonly contracts: readonly Contract[];
  readonly suspendedServices: ReadonlySet<string>;
  readonly isSuspended: boolean;
}

/** EN-2 word by word: from the contracts and marks as they were at the instant, and of the future as they are by now. */
function entitledBy({ contracts, suspendedServices, isSuspended }: Moment, sku: string, t: Instant): number {
  if (isSuspended) return 0;
  const counting = contracts
    .filter(({ state }) => state === 'active' || state === 'scheduled')
    .flatMap((contract) => contract.periods.map((period) => ({ ...contract, period })))
    .filter(({ period, activatedAt }) => {
      const start = startOfDay(period.start);
      return (
        period.sku === sku &&
        (activatedAt === null ? start : later(start, activatedAt)) <= t &&
        t < startOfDay(period.end)
      );
    });
  const commercial = counting.filter(({ mode }) => mode === 'commercial');
  return (commercial.length > 0 ? commercial : counting)
    .filter(({ serviceId }) => !suspendedServices.has(serviceId))
    .reduce((sum, { period }) => sum + period.quantity, 0);
}

const days = fc.integer({ min: 0, max: 40 });
const quantity = fc.integer({ min: 1, max: 9 });
const actions = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('assign' as const),
      sku: fc.constantFrom(...skus),
      family: fc.constantFrom(...families),
      mode: fc.constantFrom('commercial' as const, 'commercial' as const, 'trial' as const),
      inDays: fc.integer({ min: 0, max: 10 }),
      length: fc.integer({ min: 1, max: 40 }),
      quantity,
    }),
  },
  fc.record({ do: fc.constant('end' as const), nth: fc.nat(9) }),
  fc.record({ do: fc.constant('seats' as const), nth: fc.nat(9), quantity }),
  fc.record({
    do: fc.constant('renew' as const),
    nth: fc.nat(9),
    sku: fc.constantFrom(...skus),
    length: days,
    quantity,
  }),
  fc.record({ do: fc.constant('service' as const), family: fc.constantFrom(...families) }),
  fc.record({ do: fc.constant('client' as const) }),
);
type Action = typeof actions extends fc.Arbitrary<infer One> ? One : never;

const script = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.nat(1439), actions), {
  minLength: 3,
  maxLength: 30,
});

/** A client whose entitlements are kept from change to change. */
class Walk {
  contracts: Contract[] = [];
  suspended = new Set<string>();
  suspension: Suspension | null = null;
  entitlements = new Map<string, Entitlement>();
  readonly history: Moment[] = [];

  do(now: Instant, day: number, action: Action, id: string): void {
    if (action.do === 'client') this.#markTheClient(now);
    else this.#entitle(this.#change(now, day, action, id), now);
    this.history.push({
      at: now,
      contracts: this.contracts,
      suspendedServices: new Set(this.suspended),
      isSuspended: this.suspension?.to === null,
    });
  }

  /** @returns the family that changed */
  #change(now: Instant, day: number, action: Exclude<Action, { readonly do: 'client' }>, id: string): string {
    if (action.do === 'assign') {
      const starts = day + action.inDays;
      const period = aPeriod(starts, starts + action.length, action.quantity, action.sku);
      const place = { familyId: action.family, serviceId: action.family, mode: action.mode };
      const live =
        action.inDays === 0 ? { activatedAt: now } : { state: 'scheduled' as const, activatedAt: null };
      this.contracts = [...this.contracts, aLiveContract(id, [period], { ...place, ...live })];
      return action.family;
    }
    if (action.do === 'service') {
      if (!this.suspended.delete(action.family)) this.suspended.add(action.family);
      return action.family;
    }
    const named = this.contracts[action.nth % Math.max(1, this.contracts.length)];
    if (!named) return 'endpoint';
    const [present] = named.periods;
    const changes: Partial<Contract> =
      action.do === 'end'
        ? { state: 'cancelled', endedAt: now }
        : action.do === 'seats'
          ? { periods: [{ ...present, quantity: action.quantity }] }
          : { periods: [present, this.#next(present.end, action)] };
    this.contracts = this.contracts.map((one) => (one.id === named.id ? { ...one, ...changes } : one));
    return named.familyId;
  }

  #next(start: string, { length, quantity: n, sku }: { length: number; quantity: number; sku: string }) {
    const from = Math.round((Date.parse(start) - Date.parse(theDay(0))) / 86_400_000);
    return aPeriod(from, from + 1 + length, n, sku);
  }

  #entitle(familyId: string, now: Instant): void {
    const contracts = this.contracts.filter((one) => one.familyId === familyId);
    const family = { customerId: 'customer-one', familyId, contracts, suspendedServices: this.suspended };
    for (const one of entitlementsAfter([...this.entitlements.values()], family, this.suspension, now))
      this.entitlements.set(one.sku, one);
  }

  #markTheClient(now: Instant): void {
    const { suspension } = this;
    this.suspension = suspension?.to === null ? { ...suspension, to: now } : { from: now, to: null };
    for (const one of this.entitlements.values()) {
      const marked = entitledUnder(one, this.suspension);
      if (marked) this.entitlements.set(one.sku, marked);
    }
  }
}

describe('invariant 9 (EN-2): the timeline is a recomputation from contracts and marks', () => {
  it('for any history of contracts and suspensions, at every instant, past and future', () => {
    let [past, future] = [0, 0];
    fc.assert(
      fc.property(
        script,
        fc.array(fc.tuple(fc.nat(150), fc.nat(1439)), { minLength: 20, maxLength: 40 }),
        (steps, asked) => {
          const walk = new Walk();
          let day = 0;
          let last = at(0);
          steps.forEach(([pass, minute, action], n) => {
            day += pass;
            last = later(at(day, minute), last);
            walk.do(last, day, action, `contract-${n}`);
          });
          const told = walk.history.map((moment) => moment.at);
          const wrong: unknown[] = [];
          for (const t of [...asked.map(([d, minute]) => at(d, minute)), ...told]) {
            const moment = walk.history.findLast((one) => one.at <= t);
            for (const sku of skus) {
              const expected = moment ? entitledBy(moment, sku, t) : 0;
              const kept = quantityAt(walk.entitlements.get(sku)?.timeline ?? [], t);
              if (kept !== expected) wrong.push({ t, sku, kept, expected });
              if (expected > 0 && t < last) past += 1;
              if (expected > 0 && t >= last) future += 1;
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(past, future)).toBeGreaterThan(300);
  });
});
