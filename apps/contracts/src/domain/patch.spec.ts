import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aBatchOf, aContract, aPeriod } from '../testing/a-contract.js';
import { noon } from '../testing/contracts.fixtures.js';
import { newPeriod } from './contract.js';
import { type Patch, patched } from './patch.js';

const nothing = { drawn: null, adopted: [], now: noon };
const patch = (changes: Partial<Patch>): Patch => ({
  contractId: 'contract-1',
  event: 'SeatsChanged',
  ...changes,
});

describe('a patch of a contract', () => {
  it('takes licences out of the batches that it names; an empty one goes', () => {
    const contract = aContract({ periods: [aPeriod({ batches: [aBatchOf(4), aBatchOf(6, 'Y3')] })] });
    const after = patched(
      contract,
      patch({
        present: {
          quantity: 3,
          taken: [
            { batch: 0, quantity: 4 },
            { batch: 1, quantity: 3 },
          ],
        },
      }),
      nothing,
    );
    expect(after).toMatchObject({ version: 3, state: 'active', periods: [{ quantity: 3 }] });
    expect(after.periods[0].batches).toEqual([aBatchOf(3, 'Y3')]);
  });

  it('invariant 4: another number of licences than its batches have is a bug', () =>
    expect(() => patched(aContract(), patch({ present: { quantity: 9 } }), nothing)).toThrow(
      '10 licences drawn for 9',
    ));

  it('CT-6 adds a future period with what was drawn for it, changes and deletes it', () => {
    const { batches: _, ...period } = newPeriod(
      { sku: 'endpoint-security:a-la-carte', term: 'Y1', quantity: 10 },
      utcDay('2027-11-21'),
      { catalogVersion: 3, priceVersion: 4 },
    );
    const add = patch({ event: 'ContractRenewed', future: { do: 'add', period, as: 'renewal' } });
    const renewed = patched(aContract(), add, {
      ...nothing,
      drawn: { period: 'future', batches: [aBatchOf(10)] },
    });
    expect(renewed).toMatchObject({
      next: 'renewal',
      periods: [{}, { quantity: 10, batches: [{ quantity: 10 }] }],
    });
    const change = patch({
      future: { do: 'change', patch: { quantity: 8, taken: [{ batch: 0, quantity: 2 }] } },
    });
    expect(patched(renewed, change, nothing).periods[1]).toMatchObject({
      quantity: 8,
      batches: [{ quantity: 8 }],
    });
    const deleted = patched(renewed, patch({ future: { do: 'delete' } }), nothing);
    expect([deleted.next, deleted.periods]).toMatchObject([null, [{}]]);
    expect(deleted.periods).toHaveLength(1);
    expect(() => patched(deleted, change, nothing)).toThrow('no future period');
  });

  it('CT-16 a scheduled cancel is a future without licences', () =>
    expect(patched(aContract(), patch({ future: { do: 'cancel' } }), nothing)).toMatchObject({
      next: 'cancel',
    }));

  it('CT-11 what it takes over is grouped, in draw order', () => {
    const draft = aContract({
      state: 'draft',
      activatedAt: null,
      periods: [aPeriod({ quantity: 7, batches: [] })],
    });
    const adopted = [aBatchOf(3), aBatchOf(4, 'Y3')];
    const group = patched(draft, patch({ state: 'active', adopts: ['a', 'b'], debt: 5 }), {
      ...nothing,
      adopted,
    });
    expect(group).toMatchObject({ state: 'active', activatedAt: noon, debt: 5 });
    expect(group.periods[0].batches).toEqual(adopted.map((batch) => ({ ...batch, grouped: true })));
  });

  it('CT-8 a contract whose start is still to come is scheduled', () => {
    const later = aPeriod({ start: utcDay('2026-12-24') });
    const draft = aContract({ state: 'draft', activatedAt: null, periods: [later] });
    expect(patched(draft, patch({ state: 'active' }), nothing)).toMatchObject({
      state: 'scheduled',
      activatedAt: null,
    });
  });

  it('what is over never comes back', () =>
    expect(() => patched(aContract({ state: 'expired' }), patch({}), nothing)).toThrow('never comes back'));
});
