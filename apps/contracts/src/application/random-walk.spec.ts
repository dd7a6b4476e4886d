import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plusMs } from '@reservoir/kernel';
import type { AssignmentRequest } from '../domain/assign-licenses.js';
import { aCommand, aCustomer } from '../testing/contracts.fixtures.js';
import { expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const products = [
  { product: 'endpoint-security', protectionModel: 'a-la-carte', sku: 'endpoint-security:a-la-carte' },
  { product: 'endpoint-security', protectionModel: 'secure', sku: 'endpoint-security:secure' },
  { product: 'edr-standalone', protectionModel: null, sku: 'edr-standalone' },
  { product: 'email-security', protectionModel: null, sku: 'email-security' },
] as const;
const addOns = ['encryption', 'patch-management'];
const skus = [...products.map(({ sku }) => sku), ...addOns];

type Action =
  | { readonly do: 'assign'; readonly request: Partial<AssignmentRequest> }
  | { readonly do: 'pool' | 'answer' | 'repeat'; readonly nth: number }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'timeOut' | 'settle' };

const requests = fc.record({
  customerId: fc.constantFrom('customer-one', 'customer-two'),
  choice: fc.constantFrom(...products),
  addOns: fc.subarray(addOns),
  term: fc.constantFrom('M1', 'Y1', 'Y2'),
  quantity: fc.integer({ min: 1, max: 6 }),
  settings: fc.boolean(),
});

const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: requests.map(({ choice, settings, ...rest }): Action => {
      const { product, protectionModel } = choice;
      const suits = product === 'endpoint-security' ? {} : { addOns: [] };
      const further = settings ? {} : { managementModel: undefined, autoRenew: undefined };
      const request = {
        ...rest,
        product,
        protectionModel,
        managementModel: 'client' as const,
        ...suits,
        ...further,
      };
      return { do: 'assign', request };
    }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('pool' as const), nth: fc.nat(9) }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('answer' as const), nth: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), nth: fc.nat(99) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 7, 15, 600) }),
  },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'timeOut' as const }, { do: 'settle' as const }) },
);

/** One step; something of everything may be on the way. */
function step(walk: Walk, action: Action, operationId: string): void {
  const waiting = walk.skusOnTheWay();
  switch (action.do) {
    case 'assign':
      walk.assign(aCommand(operationId, action.request));
      return;
    case 'pool':
    case 'answer':
      if (waiting.length > 0) walk[action.do](waiting[action.nth % waiting.length]!);
      return;
    case 'repeat': {
      const answer = walk.taken[action.nth % Math.max(1, walk.taken.length)];
      if (answer) walk.take(answer);
      return;
    }
    case 'pass':
      walk.pass(action.minutes);
      return;
    case 'timeOut':
      walk.timeOut();
      return;
    case 'settle':
      walk.settle();
  }
}

describe('CT-4 whatever overtakes what', () => {
  const stocks = fc.array(fc.integer({ min: 2, max: 30 }), {
    minLength: skus.length,
    maxLength: skus.length,
  });

  it('invariants 4, 5, 6, 9 and 11 hold after every step, and every assignment ends whole or undone', () => {
    const ends = { activated: 0, cancelled: 0, reserved: 0, timedOut: 0 };
    fc.assert(
      fc.property(
        stocks,
        fc.array(actions, { minLength: 15, maxLength: 60, size: 'max' }),
        (bought, script) => {
          const walk = new Walk(
            Object.fromEntries(skus.map((sku, n) => [sku, bought[n]!])),
            '2026-11-30T08:00:00Z',
          );
          walk.ports.companies.save({ ...aCustomer, id: 'customer-two' });
          script.forEach((action, n) => {
            step(walk, action, `operation-${n}`);
            expectInvariants(walk);
          });
          walk.now = plusMs(walk.now, 15 * 60_000);
          walk.timeOut();
          walk.settle();
          expectInvariants(walk);
          expect(walk.ports.assignments.all().every(({ state }) => state !== 'open')).toBe(true);
          expectPoolsAgree(walk, skus);
          for (const { state } of walk.ports.assignments.all())
            if (state === 'activated' || state === 'cancelled') ends[state] += 1;
          ends.reserved += walk.events.filter(({ type }) => type === 'ContractReserved').length;
          ends.timedOut += walk.completions.filter(
            ({ refusal }) => refusal?.code === 'assignment-timed-out',
          ).length;
        },
      ),
      { numRuns: 150 },
    );
    // The walk has been everywhere.
    for (const times of Object.values(ends)) expect(times).toBeGreaterThan(10);
  });
});
