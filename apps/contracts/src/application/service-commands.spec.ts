import { beforeEach, describe, expect, it } from '@jest/globals';
import { noEntitlement } from '../domain/entitlement.js';
import { noon, aCustomer, anActor, endpointSecurity, learnTheWorld } from '../testing/contracts.fixtures.js';
import { type MemoryPorts, memoryPorts } from '../testing/memory-ports.js';
import { aClaim, aService } from '../testing/proposals.js';
import { newClient } from '../domain/client.js';
import { instant } from '@reservoir/kernel';
import { changeService } from './change-service.js';
import { switchFeature } from './switch-feature.js';

const base = { customerId: 'customer-one', product: 'endpoint-security', actor: anActor() };
let ports: MemoryPorts;

beforeEach(() => {
  ports = memoryPorts();
  learnTheWorld(ports);
  ports.clients.save({ ...newClient('customer-one'), version: 1, claims: [aClaim()] });
  ports.services.save(aService());
  for (const sku of ['endpoint-security:a-la-carte', 'encryption'])
    ports.entitlements.save({
      ...noEntitlement('customer-one', sku),
      version: 1,
      timeline: [{ from: noon, to: instant('2027-11-21'), quantity: 10 }],
    });
});

const change = (changes: object = { managementModel: 'client' }, command: object = {}) =>
  changeService({ ...base, changes, ...command }, ports, noon);
const turn = (feature: string, on: boolean, command: object = {}) =>
  switchFeature({ ...base, feature, on, ...command }, ports, noon);

describe('EN-1 a service is changed', () => {
  it('kept, and told as a whole', () => {
    expect(change()).toMatchObject({
      refusal: null,
      version: 2,
      events: [{ type: 'ServiceChanged', service: { managementModel: 'client', version: 2 } }],
    });
    expect(ports.services.find(aService().id)?.managementModel).toBe('client');
  });

  it('to what it is already: an answer, and no event', () =>
    expect(change({ managementModel: 'delegated' })).toEqual({ refusal: null, version: 1, events: [] }));
});

describe('EN-6 a feature is switched', () => {
  const versions = () => [ports.clients, ports.services, ports.entitlements].map((one) => one.all());

  it('off: told with every switch of the service; nothing is drawn or returned', () => {
    const before = versions();
    expect(turn('firewall', false)).toMatchObject({ refusal: { code: 'feature-not-entitled' } });
    expect(turn('anti-malware', false)).toMatchObject({
      refusal: null,
      version: 1,
      events: [
        {
          type: 'FeaturesSwitched',
          feature: 'anti-malware',
          on: false,
          switches: { off: [{ feature: 'anti-malware', from: noon, to: null }] },
        },
      ],
    });
    expect(versions()).toEqual(before);
  });

  it.each(['device-inventory', 'anti-malware', 'encryption'])(
    '%s, which comes with product, protection model or module',
    (feature) => expect(turn(feature, false).refusal).toBeNull(),
  );

  it('on, when it was never off: an answer, and no event', () =>
    expect(turn('encryption', true)).toEqual({ refusal: null, version: 0, events: [] }));

  it('not what nobody is entitled to at this instant', () => {
    ports.entitlements.save({ ...noEntitlement('customer-one', 'encryption'), version: 2 });
    expect(turn('encryption', false).refusal).toMatchObject({ code: 'feature-not-entitled', rule: 'EN-6' });
  });
});

describe.each([
  ['EN-1 changing a service', () => change()],
  ['EN-6 switching a feature', () => turn('encryption', false)],
])('%s is refused', (_what, attempt) => {
  it.each([
    ['CO-6', 'client-suspended', () => ports.companies.save({ ...aCustomer, version: 2, suspended: true })],
    ['CO-8', 'unknown-customer', () => ports.companies.save({ ...aCustomer, parentId: 'partner-silver' })],
    ['EN-1', 'unknown-service', () => ports.clients.save({ ...newClient('customer-one'), version: 2 })],
    [
      'CT-13',
      'service-suspended',
      () => ports.services.save(aService({ suspension: { from: noon, to: null } })),
    ],
    ['CT-19', 'operation-in-flight', inFlight],
  ])('%s: %s', (rule, code, given) => {
    given();
    expect(attempt().refusal).toMatchObject({ rule, code });
  });
});

function inFlight(): void {
  const { familyId } = endpointSecurity;
  ports.clients.save({
    ...newClient('customer-one'),
    version: 2,
    claims: [aClaim()],
    inFlight: [{ familyId, operationId: 'other' }],
  });
}

describe('who may', () => {
  it.each(['security-admin', 'monitoring', 'operator'] as const)('CO-7 not a %s', (role) => {
    expect(change(undefined, { actor: anActor({ role }) }).refusal).toMatchObject({ rule: 'CO-7' });
    expect(turn('encryption', false, { actor: anActor({ role }) }).refusal).toMatchObject({ rule: 'CO-7' });
  });

  it('CO-9 nobody but the owning partner', () => {
    const actor = anActor({ companyId: 'distributor-one' });
    expect(change(undefined, { actor }).refusal).toMatchObject({ code: 'unknown-customer' });
    expect(turn('encryption', false, { actor }).refusal).toMatchObject({ code: 'unknown-customer' });
  });
});
