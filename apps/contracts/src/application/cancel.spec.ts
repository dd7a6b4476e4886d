import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { aCommand, endpointSecurity } from '../testing/contracts.fixtures.js';
import { entitledAt, expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';

/** So many licences for a year, assigned at a time; a walk with the contract's id. */
function assigned(quantity: number, now: string, changes: object = {}) {
  const walk = new Walk({ [sku]: 1000, encryption: 1000 }, now);
  walk.assign(aCommand('first', { quantity, autoRenew: { on: false }, ...changes }));
  walk.settle();
  const id = walk.completionOf('first')?.contractId;
  if (!id) throw new Error('nothing was assigned');
  return { walk, id };
}

/** What a cancel gave back, and what was retired. */
function cancelled({ walk, id }: ReturnType<typeof assigned>, at: string) {
  walk.now = instant(at);
  const before = walk.pools.stockOf(sku);
  const [available, retired] = [before.available, before.retired];
  expect(walk.on('cancelContract', id)).toBeNull();
  expectInvariants(walk);
  expectPoolsAgree(walk, [sku]);
  const after = walk.pools.stockOf(sku);
  return { back: after.available - available, retired: after.retired - retired };
}

describe('CT-9, PO-6 case 8: cancel 10 × Y1', () => {
  it.each([
    ['365 days', '2026-11-21T12:00:00Z', '2026-11-21T18:00:00Z', 10],
    ['366 days', '2027-03-01T12:00:00Z', '2027-03-01T18:00:00Z', 10],
    ['365 days', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z', 9],
    ['366 days', '2027-03-01T12:00:00Z', '2027-03-02T00:00:00Z', 9],
  ])('a span of %s, assigned %s, cancelled %s: %i back', (_, start, at, back) =>
    expect(cancelled(assigned(10, start), at)).toEqual({ back, retired: 10 - back }),
  );

  it('on the last day 0 of 100 come back', () =>
    expect(cancelled(assigned(100, '2026-11-21T12:00:00Z'), '2027-11-20T23:00:00Z')).toEqual({
      back: 0,
      retired: 100,
    }));
});

describe('CT-9, PO-7 case 9: cancel 1 licence with 364 days left', () => {
  it('0 come back, and the plan says so', () => {
    const one = assigned(1, '2026-11-21T12:00:00Z');
    expect(cancelled(one, '2026-11-22T09:00:00Z')).toEqual({ back: 0, retired: 1 });
    expect(one.walk.plans.at(-1)?.lines).toMatchObject([
      {
        licences: 1,
        daysLeft: 364,
        termDays: 365,
        back: 0,
        retired: 1,
        formula: expect.stringContaining('364'),
      },
    ]);
  });
});

describe('CT-9, CT-6 case 10: a renewed contract cancelled', () => {
  it('10 × Y1 with 300 days left and its renewal: 8 + 10 back, 2 retired', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z');
    one.walk.now = instant('2027-01-25T12:00:00Z');
    expect(one.walk.on('renewContract', one.id)).toBeNull();
    expectInvariants(one.walk);
    expectPoolsAgree(one.walk, [sku]);
    expect(one.walk.pools.stockOf(sku).assigned).toBe(20);
    expect(cancelled(one, '2027-01-25T12:00:00Z')).toEqual({ back: 18, retired: 2 });
    expect(one.walk.plans.at(-1)?.lines.map(({ mode, back, retired }) => [mode, back, retired])).toEqual([
      ['prorated', 8, 2],
      ['future', 10, 0],
    ]);
  });
});

describe('CT-9 cancel', () => {
  it('ends the entitlement now, with the reason, and frees the family (CT-5)', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z');
    cancelled(one, '2026-12-01T15:00:00Z');
    const contract = one.walk.ports.contracts.find(one.id);
    expect(contract).toMatchObject({
      state: 'cancelled',
      endedAt: '2026-12-01T15:00:00.000Z',
      reason: { code: 'cancelled', rule: 'CT-9' },
    });
    const at = (time: string) => entitledAt(one.walk, 'customer-one', sku, instant(time));
    expect([at('2026-12-01T14:59:59.999Z'), at('2026-12-01T15:00:00Z')]).toEqual([10, 0]);
    expect(one.walk.ports.clients.all()).toMatchObject([{ claims: [], inFlight: [] }]);
  });

  it('a second cancel answers like the first, and does nothing', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z');
    cancelled(one, '2026-12-01T15:00:00Z');
    const before = one.walk.ports.contracts.find(one.id);
    expect(cancelled(one, '2026-12-02T15:00:00Z')).toEqual({ back: 0, retired: 0 });
    expect(one.walk.ports.contracts.find(one.id)).toBe(before);
    const [first, second] = one.walk.completions.slice(-2);
    expect({ ...second, operationId: '', pools: [] }).toEqual({ ...first, operationId: '', pools: [] });
  });

  it('modules fall with the last contract of their product', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z', { addOns: ['encryption'] });
    expect(cancelled(one, '2026-11-22T12:00:00Z')).toEqual({ back: 9, retired: 1 });
    expect(one.walk.contractsOf('first').map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(one.walk.pools.stockOf('encryption')).toMatchObject({ assigned: 0, retired: 1 });
  });

  it('CT-13 before the last, modules must fit what is left, or are cut with cascade', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z', { addOns: ['encryption'] });
    one.walk.assign(aCommand('second', { quantity: 4, managementModel: undefined, autoRenew: undefined }));
    one.walk.settle();
    expect(one.walk.on('cancelContract', one.id)).toMatchObject({
      code: 'module-beyond-product',
      rule: 'CT-13',
    });
    expectInvariants(one.walk);
    expect(one.walk.on('cancelContract', one.id, { cascade: true })).toBeNull();
    expectInvariants(one.walk);
    const module = one.walk.contractsOf('first').find(({ kind }) => kind === 'module');
    expect(module).toMatchObject({ state: 'active', periods: [{ quantity: 4 }] });
  });

  it('what is over otherwise never comes back', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z');
    one.walk.at('2027-11-21T00:00:00Z');
    expect(one.walk.on('cancelContract', one.id)).toMatchObject({ code: 'contract-over', rule: 'CT-9' });
  });

  it('CO-8 a contract that is another customer’s is unknown', () => {
    const { walk, id } = assigned(10, '2026-11-21T12:00:00Z');
    expect(walk.on('cancelContract', 'nobody')).toMatchObject({ code: 'unknown-contract', rule: 'CO-8' });
    const contract = walk.ports.contracts.find(id)!;
    walk.ports.contracts.save({ ...contract, customerId: 'customer-two' });
    expect(walk.on('cancelContract', id)).toMatchObject({ code: 'unknown-contract', rule: 'CO-8' });
  });

  it('PO-8 by the policy of its product: full through day 7, once in 90 days', () => {
    const one = assigned(10, '2026-11-21T12:00:00Z');
    const recoveryPolicy = [
      { untilDay: 7, mode: 'full' as const },
      { untilDay: null, mode: 'none' as const },
    ];
    one.walk.ports.products.save({ ...endpointSecurity, version: 9, recoveryPolicy });
    expect(cancelled(one, '2026-11-27T12:00:00Z')).toEqual({ back: 10, retired: 0 });
    expect(one.walk.ports.clients.all()[0]?.fullRecoveries).toEqual([
      { familyId: 'endpoint', day: '2026-11-27' },
    ]);
    one.walk.assign(aCommand('again'));
    one.walk.settle();
    const again = { walk: one.walk, id: one.walk.completionOf('again')!.contractId! };
    expect(cancelled(again, '2026-11-28T12:00:00Z')).toEqual({ back: 9, retired: 1 });
  });

  it('CT-19 while its recovery is on the way, the family takes nothing else', () => {
    const { walk, id } = assigned(10, '2026-11-21T12:00:00Z', { addOns: ['encryption'] });
    const actor = aCommand().actor;
    const command = {
      operationId: 'slow',
      customerId: 'customer-one',
      contractId: id,
      product: 'endpoint-security',
      actor,
    };
    walk.cancel(command);
    walk.assign(aCommand('other'));
    expect(walk.completionOf('other')?.refusal).toMatchObject({ code: 'operation-in-flight', rule: 'CT-19' });
    expect(walk.completionOf('slow')).toBeUndefined();
    expectInvariants(walk);
    walk.settle();
    expect(walk.completionOf('slow')).toMatchObject({ refusal: null, pools: [{}, {}] });
    expect(walk.ports.clients.all()).toMatchObject([{ inFlight: [] }]);
  });
});
