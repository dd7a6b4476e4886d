import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { aCommand, aCustomer, noon } from '../testing/contracts.fixtures.js';
import { entitledAt } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';
import { suspendClient } from './suspend-client.js';

const sku = 'endpoint-security:a-la-carte';
const minutes = (n: number) => plusMs(noon, n * 60_000);
const entitled = (walk: Walk, n: number) => entitledAt(walk, 'customer-one', sku, minutes(n));
const suspend = (walk: Walk, from: number, to: number | null) =>
  suspendClient(
    'customer-one',
    { from: minutes(from), to: to === null ? null : minutes(to) },
    walk.ports,
    walk.now,
  );

describe('case 22 (CO-6, EN-2): a client is suspended and reactivated', () => {
  it('its entitlement is 0 between, told as a change; its contracts and their ends stay', () => {
    const walk = new Walk({ [sku]: 10 });
    walk.assign(aCommand('operation-1', { quantity: 10 }));
    walk.settle();
    const [before] = walk.contractsOf('operation-1');
    expect(suspend(walk, 10, null).events).toMatchObject([
      { type: 'EntitlementChanged', entitlement: { sku, timeline: [{ from: noon, to: minutes(10) }] } },
    ]);
    suspend(walk, 10, 30);
    expect([9, 10, 29, 30].map((n) => entitled(walk, n))).toEqual([10, 0, 0, 10]);
    expect(walk.contractsOf('operation-1')).toEqual([before]);
    expect(walk.ports.entitlements.all()[0]?.timeline.at(-1)?.to).toBe('2027-11-21T00:00:00.000Z');
  });

  it('told again, nothing happens', () => {
    const walk = new Walk({ [sku]: 10 });
    suspend(walk, 10, null);
    expect(suspend(walk, 10, null).events).toEqual([]);
    expect(walk.ports.clients.find('customer-one')?.version).toBe(1);
  });

  it('what is in flight may finish; it counts once the suspension is lifted', () => {
    const walk = new Walk({ [sku]: 10 });
    walk.assign(aCommand('operation-1', { quantity: 10 }));
    suspend(walk, 0, null);
    walk.pass(5);
    walk.settle();
    expect(walk.contractsOf('operation-1')).toMatchObject([{ state: 'active' }]);
    expect([4, 6, 600].map((n) => entitled(walk, n))).toEqual([0, 0, 0]);
    suspend(walk, 0, 20);
    expect([19, 20].map((n) => entitled(walk, n))).toEqual([0, 10]);
  });

  it('nothing is begun for it', () => {
    const walk = new Walk({ [sku]: 10 });
    walk.ports.companies.save({ ...aCustomer, version: 2, suspended: true });
    walk.assign(aCommand('operation-1', { quantity: 10 }));
    expect(walk.completionOf('operation-1')?.refusal).toMatchObject({
      code: 'client-suspended',
      rule: 'CO-6',
    });
  });
});
