import { describe, expect, it } from '@jest/globals';
import { aCommand, noon } from '../testing/contracts.fixtures.js';
import { expectInvariants } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const stock = {
  'endpoint-security:a-la-carte': 100,
  encryption: 100,
  'patch-management': 100,
};
const types = (walk: Walk) => walk.events.map(({ type }) => type);

describe('CT-4 an assignment of one SKU', () => {
  it('drafts a contract that freezes what it was made under (CT-1, CA-7), and draws', () => {
    const walk = new Walk(stock);
    const { events, commands, completed } = walk.assign();
    expect(events).toMatchObject([
      {
        type: 'ContractDrafted',
        contract: {
          version: 1,
          state: 'draft',
          customerId: 'customer-one',
          partnerId: 'partner-gold',
          distributorId: 'distributor-one',
          serviceId: 'customer-one:endpoint-security',
          familyId: 'endpoint',
          kind: 'product',
          assignmentId: 'operation-1',
          periods: [
            {
              sku: 'endpoint-security:a-la-carte',
              quantity: 10,
              start: '2026-11-21',
              end: '2027-11-21',
              anchorDay: 21,
              batches: [],
              catalogVersion: 3,
              priceVersion: 4,
              tier: 'GOLD',
            },
          ],
        },
      },
    ]);
    expect(commands).toMatchObject([{ type: 'DrawLicenses', quantity: 10 }]);
    expect(completed).toBeNull();
    expectInvariants(walk);
  });

  it('ends active, with service, entitlement, and an answer that names the versions to read', () => {
    const walk = new Walk(stock);
    walk.assign();
    walk.pass(1);
    walk.settle();
    expect(types(walk)).toEqual([
      'ContractDrafted',
      'ServiceChanged',
      'EntitlementChanged',
      'ContractActivated',
    ]);
    const [contract] = walk.contractsOf('operation-1');
    expect(contract).toMatchObject({
      state: 'active',
      version: 2,
      activatedAt: '2026-11-21T12:01:00.000Z',
      periods: [{ batches: [{ lotId: 'lot-of-endpoint-security:a-la-carte', quantity: 10 }] }],
    });
    expect(walk.completions).toEqual([
      {
        operationId: 'operation-1',
        contractId: contract?.id,
        refusal: null,
        contracts: [{ id: contract?.id, version: 2 }],
        pools: [
          {
            pool: { partnerId: 'partner-gold', sku: 'endpoint-security:a-la-carte', term: 'Y1' },
            version: 2,
          },
        ],
      },
    ]);
    expectInvariants(walk);
  });

  it('EN-1 opens the service with what was chosen', () => {
    const walk = new Walk(stock);
    walk.assign();
    walk.settle();
    expect(walk.ports.services.all()).toEqual([
      {
        id: 'customer-one:endpoint-security',
        version: 1,
        customerId: 'customer-one',
        product: 'endpoint-security',
        protectionModel: 'a-la-carte',
        managementModel: 'delegated',
        autoRenew: { on: true, term: null },
        suspension: null,
      },
    ]);
  });

  it('EN-2 entitles from the activation on, not retroactively', () => {
    const walk = new Walk(stock);
    walk.assign();
    walk.pass(14);
    walk.settle();
    expect(walk.ports.entitlements.all()[0]?.timeline).toEqual([
      { from: '2026-11-21T12:14:00.000Z', to: '2027-11-21T00:00:00.000Z', quantity: 10 },
    ]);
  });

  it('EN-2 starts on the operation’s UTC day, though it is activated after midnight (CT-19)', () => {
    const walk = new Walk(stock, '2026-11-21T23:59:00Z');
    walk.assign();
    walk.pass(2);
    walk.settle();
    expect(walk.contractsOf('operation-1')[0]?.periods[0]).toMatchObject({
      start: '2026-11-21',
      end: '2027-11-21',
    });
    expect(walk.ports.entitlements.all()[0]?.timeline[0]?.from).toBe('2026-11-22T00:01:00.000Z');
  });

  it('PO-4 refused by the pool: cancelled with the reason, and the refusal with all its errors', () => {
    const walk = new Walk({ 'endpoint-security:a-la-carte': 9 });
    walk.assign();
    walk.settle();
    expect(walk.contractsOf('operation-1')[0]).toMatchObject({
      state: 'cancelled',
      activatedAt: null,
      endedAt: noon,
      reason: { code: 'pool-short', rule: 'PO-4' },
    });
    expect(walk.completionOf('operation-1')).toMatchObject({
      contractId: null,
      refusal: {
        code: 'pool-short',
        rule: 'PO-4',
        errors: [{ sku: 'endpoint-security:a-la-carte', asked: 10, available: 9 }],
      },
    });
    expect(walk.ports.services.all()).toEqual([]);
    expect(walk.ports.clients.all()).toMatchObject([{ claims: [], inFlight: [] }]);
    expectInvariants(walk);
  });
});

describe('CT-13 modules bought together with the product', () => {
  it('are contracts of their own in the same service: same quantity, dates and term', () => {
    const walk = new Walk(stock);
    walk.assign(aCommand('operation-1', { addOns: ['patch-management', 'encryption'] }));
    walk.settle();
    const contracts = walk.contractsOf('operation-1');
    expect(
      contracts.map(({ kind, periods: [{ sku, catalogVersion }] }) => [kind, sku, catalogVersion]),
    ).toEqual([
      ['module', 'encryption', 7],
      ['product', 'endpoint-security:a-la-carte', 3],
      ['module', 'patch-management', 1],
    ]);
    for (const { state, serviceId, version, periods } of contracts) {
      expect({ state, serviceId, version }).toEqual({
        state: 'active',
        serviceId: 'customer-one:endpoint-security',
        version: 3,
      });
      expect(periods[0]).toMatchObject({ quantity: 10, start: '2026-11-21', end: '2027-11-21', term: 'Y1' });
    }
    expect(walk.completions).toMatchObject([
      {
        contractId: contracts[1]?.id,
        contracts: [{}, {}, {}],
        pools: [{ version: 3 }, { version: 3 }, { version: 3 }],
      },
    ]);
    expect(types(walk).filter((type) => type === 'ContractReserved')).toHaveLength(3);
    expectInvariants(walk);
  });

  it('one pool short: nothing is kept of the others', () => {
    const walk = new Walk({ ...stock, 'patch-management': 9 });
    walk.assign(aCommand('operation-1', { addOns: ['patch-management', 'encryption'] }));
    walk.settle();
    expect(walk.contractsOf('operation-1').map(({ state }) => state)).toEqual(Array(3).fill('cancelled'));
    expect(walk.pools.stockOf('encryption')).toMatchObject({ available: 100, reserved: 0, assigned: 0 });
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('pool-short');
    expectInvariants(walk);
  });
});

describe('CA-3 a request with several faults', () => {
  it('is refused with all of them, and nothing is kept', () => {
    const walk = new Walk(stock);
    const command = aCommand('operation-1', {
      protectionModel: 'gold',
      addOns: ['email-archive', 'nope'],
      managedServices: undefined,
      autoRenew: undefined,
    });
    const { completed, events, commands } = walk.assign(command);
    expect(completed?.refusal).toMatchObject({ code: 'missing-choice', rule: 'CA-3' });
    expect(completed?.refusal?.errors?.map((error) => error['code'])).toEqual([
      'missing-choice',
      'missing-choice',
      'unknown-protection-model',
      'unknown-module',
      'wrong-product',
    ]);
    expect(events).toEqual([{ type: 'ContractRejected', command, refusal: completed?.refusal }]);
    expect(commands).toEqual([]);
    expect(walk.ports.clients.all()).toEqual([]);
    expectInvariants(walk);
  });
});
