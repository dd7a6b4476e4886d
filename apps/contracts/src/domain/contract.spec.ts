import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aBatchOf } from '../testing/a-contract.js';
import { aCommand, noon } from '../testing/contracts.fixtures.js';
import { Walk } from '../testing/walk.js';
import type { Batch } from './batch.js';
import { type Contract, cancelled, newPeriod, periodEnd, reserved } from './contract.js';
import { patched } from './patch.js';

const versions = { catalogVersion: 3, priceVersion: 4 };
const reason = { code: 'pool-short', rule: 'PO-4', detail: '25 asked, 20 available' };

function aDraft(): Contract {
  const walk = new Walk({});
  walk.assign(aCommand('operation-1', { quantity: 3 }));
  return walk.contractsOf('operation-1')[0]!;
}

/** The contract once its licences are drawn. */
const activated = (contract: Contract, batches: readonly Batch[], now: typeof noon): Contract =>
  patched(
    contract,
    { contractId: contract.id, event: 'ContractActivated', state: 'active' },
    { drawn: { period: 'present', batches }, adopted: [], now },
  );

describe('a period', () => {
  it.each([
    ['2026-11-21', 'Y1', '2027-11-21', 21],
    ['2024-02-29', 'Y1', '2025-02-28', 29],
    ['2026-01-31', 'M1', '2026-02-01', 31],
    ['2026-12-31', 'Y3', '2029-12-31', 31],
  ] as const)('CT-2, CT-3 from %s for %s ends on %s and remembers day %i', (start, term, end, anchorDay) =>
    expect(newPeriod({ sku: 'edr', term, quantity: 3 }, utcDay(start), versions)).toEqual({
      sku: 'edr',
      term,
      quantity: 3,
      start,
      end,
      anchorDay,
      batches: [],
      ...versions,
    }),
  );

  it('CT-2 ends at 00:00 UTC', () =>
    expect(periodEnd({ end: utcDay('2027-11-21') })).toBe('2027-11-21T00:00:00.000Z'));
});

describe('CT-4 the states of a contract', () => {
  it('draft → reserved → active, with the batches that were drawn', () => {
    const active = activated(reserved(aDraft()), [aBatchOf(3)], noon);
    expect(active).toMatchObject({
      state: 'active',
      version: 3,
      activatedAt: noon,
      endedAt: null,
      reason: null,
    });
    expect(active.periods[0].batches).toEqual([aBatchOf(3)]);
  });

  it('draft → cancelled, with the reason, never active', () =>
    expect(cancelled(aDraft(), { ...reason, errors: [] } as never, noon)).toMatchObject({
      state: 'cancelled',
      version: 2,
      activatedAt: null,
      endedAt: noon,
      reason,
    }));

  it('invariant 4: another number of licences than asked for is a bug', () =>
    expect(() => activated(aDraft(), [aBatchOf(2)], noon)).toThrow('2 licences drawn for 3'));

  it('what is cancelled never comes back', () => {
    const over = cancelled(aDraft(), reason, noon);
    expect(() => activated(over, [aBatchOf(3)], noon)).toThrow('is cancelled');
    expect(() => reserved(over)).toThrow('is cancelled');
    expect(() => cancelled(over, reason, noon)).toThrow('is cancelled');
  });

  it('what is active cannot be cancelled by its assignment', () => {
    const active = activated(aDraft(), [aBatchOf(3)], noon);
    expect(() => cancelled(active, reason, noon)).toThrow('is active');
  });
});
