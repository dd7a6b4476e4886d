import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { aCommand } from '../testing/contracts.fixtures.js';
import { entitledAt, expectInvariants } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';
const further = { managementModel: undefined, autoRenew: undefined };

/** Ten licences for a year. */
function one(changes: object = {}) {
  const walk = new Walk({ [sku]: 1000, encryption: 1000 }, '2026-11-21T12:00:00Z');
  walk.assign(aCommand('operation-0', { quantity: 10, autoRenew: { on: false }, ...changes }));
  walk.settle();
  return { walk, ids: [walk.completionOf('operation-0')?.contractId ?? ''] };
}

describe('CT-13 suspend and resume', () => {
  it('takes the entitlement of the service with its modules away, and gives it back; ends stay', () => {
    const { walk, ids } = one({ addOns: ['encryption'] });
    const at = (time: string, of = sku) => entitledAt(walk, 'customer-one', of, instant(time));
    walk.now = instant('2027-01-01T12:00:00Z');
    expect(walk.on('suspendService', ids[0]!)).toBeNull();
    expectInvariants(walk);
    expect([at('2027-01-01T11:00:00Z'), at('2027-01-01T12:00:00Z'), at('2027-05-01T00:00:00Z')]).toEqual([
      10, 0, 0,
    ]);
    expect(at('2027-05-01T00:00:00Z', 'encryption')).toBe(0);
    walk.now = instant('2027-02-01T12:00:00Z');
    expect(walk.on('resumeService', ids[0]!)).toBeNull();
    expect([at('2027-01-15T12:00:00Z'), at('2027-02-01T12:00:00Z'), at('2027-11-21T00:00:00Z')]).toEqual([
      0, 10, 0,
    ]);
    expect(walk.ports.contracts.find(ids[0]!)?.periods[0].end).toBe('2027-11-21');
    expectInvariants(walk);
  });

  it('a suspended service refuses all but resume', () => {
    const { walk, ids } = one();
    expect(walk.on('resumeService', ids[0]!)).toMatchObject({ code: 'service-not-suspended', rule: 'CT-13' });
    walk.on('suspendService', ids[0]!);
    for (const what of ['suspendService', 'cancelContract', 'renewContract'] as const)
      expect(walk.on(what, ids[0]!)).toMatchObject({ code: 'service-suspended', rule: 'CT-13' });
    walk.assign(aCommand('more', further));
    expect(walk.completionOf('more')?.refusal).toMatchObject({ code: 'service-suspended' });
    expect(walk.on('resumeService', ids[0]!)).toBeNull();
    expect(walk.on('cancelContract', ids[0]!)).toBeNull();
  });

  it('its clock runs: it expires on its day', () => {
    const { walk, ids } = one();
    walk.on('suspendService', ids[0]!);
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.ports.contracts.find(ids[0]!)?.state).toBe('expired');
  });
});
