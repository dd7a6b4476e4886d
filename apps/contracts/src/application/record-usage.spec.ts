import { beforeEach, describe, expect, it } from '@jest/globals';
import { noEntitlement } from '../domain/entitlement.js';
import type { Reading } from '../domain/usage.js';
import { aLiveContract, aPeriod, at } from '../testing/entitled-contracts.js';
import { learnTheWorld } from '../testing/contracts.fixtures.js';
import { type MemoryPorts, memoryPorts } from '../testing/memory-ports.js';
import { aReading, edr } from '../testing/readings.js';
import { entitleFamily } from './entitle-family.js';
import { recordUsage } from './record-usage.js';
import { reviewUsage } from './review-usage.js';

let ports: MemoryPorts;
beforeEach(() => {
  ports = memoryPorts();
  learnTheWorld(ports);
});

const record = (changes: Partial<Reading> = {}, now = at(10, 1)) =>
  recordUsage(aReading(changes), ports, now);
const typesOf = (recorded: ReturnType<typeof record>) =>
  recorded.kind === 'kept' ? recorded.events.map(({ type }) => type) : [recorded.kind, recorded.refusal.code];
const entitle = (sku: string, quantity: number) =>
  ports.entitlements.save({
    ...noEntitlement('customer-one', sku),
    version: 1,
    timeline: [{ from: at(0), to: at(365), quantity }],
  });

describe('EN-4 a reading', () => {
  it('within the entitlement is kept, and marks nothing', () => {
    entitle(edr, 10);
    expect(typesOf(record())).toEqual(['UsageMeasured']);
    expect(ports.usages.find(`customer-one:${edr}`)).toMatchObject({ devices: 10, product: edr, told: null });
  });

  it('above it marks that service over-allocated, and no other', () => {
    entitle(edr, 9);
    entitle('email-security', 9);
    record({ sku: 'email-security', devices: 9 });
    expect(typesOf(record())).toEqual(['UsageMeasured', 'ServiceOverAllocated']);
    expect(ports.usages.all().map(({ product, told }) => [product, told !== null])).toEqual([
      ['email-security', false],
      [edr, true],
    ]);
  });

  it('of what the client never had is above it', () =>
    expect(typesOf(record())).toEqual(['UsageMeasured', 'ServiceOverAllocated']));

  it('that tells nothing new is kept without a word', () => {
    record();
    expect(record()).toEqual({ kind: 'kept', events: [] });
  });

  it('of an unknown customer or SKU is not ready to be judged', () => {
    expect(typesOf(record({ customerId: 'nobody' }))).toEqual(['unready', 'unknown-customer']);
    expect(typesOf(record({ customerId: 'partner-gold' }))).toEqual(['unready', 'unknown-customer']);
    expect(typesOf(record({ sku: 'nothing' }))).toEqual(['unready', 'unknown-sku']);
    expect(typesOf(record({ sku: 'endpoint-security' }))).toEqual(['unready', 'unknown-sku']);
    expect(typesOf(record({ sku: 'endpoint-security:gold' }))).toEqual(['unready', 'unknown-sku']);
    expect(typesOf(record({ sku: 'endpoint-security:secure' }))).toContain('UsageMeasured');
  });

  it('of more than 5 minutes ahead is refused: it would keep every later one out', () => {
    expect(typesOf(record({ measuredAt: at(10, 6) }, at(10)))).toEqual(['refused', 'measured-in-the-future']);
    expect(typesOf(record({ measuredAt: at(10, 5) }, at(10)))).toContain('UsageMeasured');
  });

  it('of a module marks the service that has it', () => {
    const claim = { familyId: 'endpoint', mode: 'commercial' as const, product: 'endpoint-security' };
    const contract = { id: 'c', kind: 'module' as const, sku: 'encryption', end: aPeriod(0, 9, 1).end };
    ports.clients.save({
      id: 'customer-one',
      version: 1,
      claims: [{ ...claim, protectionModel: 'secure', contracts: [contract] }],
      inFlight: [],
      lock: null,
      suspension: null,
      fullRecoveries: [],
      lastTrials: [],
    });
    record({ sku: 'encryption' });
    expect(ports.usages.all()).toMatchObject([{ product: 'endpoint-security' }]);
  });

  it('the first one writes the client, so that an entitlement that changes meanwhile is not missed', () => {
    record();
    expect(ports.clients.find('customer-one')?.version).toBe(1);
    record({ measuredAt: at(10, 1) });
    expect(ports.clients.find('customer-one')?.version).toBe(1);
  });
});

describe('EN-4 the mark follows the entitlement', () => {
  const family = (quantity: number) => ({
    customerId: 'customer-one',
    familyId: 'endpoint',
    contracts: [aLiveContract('one', [aPeriod(0, 30, quantity)])],
    suspendedServices: new Set<string>(),
  });
  const change = (quantity: number, day: number) =>
    entitleFamily(family(quantity), { suspension: null }, ports, at(day)).map(({ type }) => type);

  it('fewer licences than devices mark the service, enough of them lift the mark', () => {
    change(10, 0);
    record();
    expect(change(9, 12)).toEqual(['EntitlementChanged', 'ServiceOverAllocated']);
    expect(change(10, 13)).toEqual(['EntitlementChanged', 'ServiceWithinAllocation']);
  });

  it('time alone marks it when the last contract ends, and leaves the excess unprotected after 7 days', () => {
    change(10, 0);
    record();
    const due = () => ports.usages.all()[0]?.dueAt;
    const review = (dueAt = due()!, now = dueAt) =>
      reviewUsage({ customerId: 'customer-one', sku: edr, dueAt }, ports, now);
    expect(due()).toBe(at(30));
    expect(review()).toMatchObject([{ type: 'ServiceOverAllocated', since: at(30) }]);
    expect(review(at(30))).toEqual([]);
    expect(due()).toBe(at(37));
    expect(review()).toMatchObject([{ type: 'ExcessUnprotected', since: at(30) }]);
    expect(due()).toBeNull();
  });
});
