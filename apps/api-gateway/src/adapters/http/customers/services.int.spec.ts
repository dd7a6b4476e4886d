import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId, utcDay } from '@reservoir/kernel';
import {
  contractActivated,
  contractsOperationCompleted,
  entitlementChanged,
  featuresSwitched,
  modulePublished,
  productPublished,
  serviceChanged,
  versionPublished,
} from '@reservoir/messages';
import type { OutgoingCommand } from '@reservoir/service';
import { demoCatalog } from '@reservoir/testing/demo';
import { aContract, aService, anEntitlement } from '../../../testing/facts.js';
import { later } from '../testing/assignments.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const gateway = TestGateway.around(import.meta.url);
const id = 'customer-one:endpoint-security';
const services = '/v1/customers/customer-one/services/endpoint-security';
const firewall = `${services}/features/firewall`;
const modules = `${services}/modules`;
const patch = { module: 'patch-management', term: 'Y1', quantity: 25 };
const noon = '2026-11-21T12:00:00.000Z';

beforeAll(async () => {
  for (const body of demoCatalog.products) await gateway.tell(productPublished, { body, version: 1 });
  for (const body of demoCatalog.modules) await gateway.tell(modulePublished, { body, version: 1 });
  await gateway.tell(serviceChanged, aService({ id }), { sequence: 1 });
  await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
});

const send = (
  method: 'PATCH' | 'PUT' | 'POST',
  url: string,
  body: object,
  as: object = of('partner-gold'),
  key = newId(),
) => gateway.call(method, url, { as, body, headers: { 'idempotency-key': key, prefer: 'wait=2' } });
const succeeded = (command: OutgoingCommand, kind: string, version: number) =>
  gateway.tell(contractsOperationCompleted, {
    operationId: command.id,
    outcome: 'succeeded',
    resource: { kind, id },
    refusal: null,
    requires: [{ kind, id, version }],
  });

describe('PATCH …/services/{product}', () => {
  it('EN-1 answers with the service as it is after the change', async () => {
    gateway.onCommand = later(async (command) => {
      await succeeded(command, 'services', 2);
      await gateway.tell(serviceChanged, aService({ id, managementModel: 'client' }), { sequence: 2 });
    });
    const answer = await send('PATCH', services, { managementModel: 'client' });
    expect(answer).toMatchObject({
      status: 200,
      headers: { location: services },
      body: { managementModel: 'client', overAllocated: [], version: 2 },
    });
    expect(gateway.sent.at(-1)).toMatchObject({
      data: {
        customerId: 'customer-one',
        product: 'endpoint-security',
        changes: { managementModel: 'client' },
        actor: { companyId: 'partner-gold', role: 'total-control' },
      },
    });
    expect((await gateway.get(services, of('customer-one'))).body).toMatchObject({
      managementModel: 'client',
    });
  });

  it.each([{}, { on: true }, { managementModel: 'nobody' }, { autoRenew: { on: true, term: 'Y9' } }])(
    'refuses %j',
    async (body) => expect((await send('PATCH', services, body)).status).toBe(400),
  );
});

describe('POST …/services/{product}/modules', () => {
  it('EN-6 asks for the module, and answers with its contract', async () => {
    const [sku, contractId] = [patch.module, 'contract-patch'];
    gateway.onCommand = later(async (command) => {
      await gateway.tell(contractsOperationCompleted, {
        ...{ operationId: command.id, outcome: 'succeeded', refusal: null },
        resource: { kind: 'contracts', id: contractId },
        requires: [{ kind: 'contracts', id: contractId, version: 2 }],
      });
      const periods = aContract().periods.map((period) => ({ ...period, sku }));
      const contract = aContract({ ...{ id: contractId, kind: 'module', version: 2 }, periods });
      await gateway.tell(contractActivated, { contract });
    });
    const body = { ...patch, alignEnd: { monthEnd: '2027-09' }, cascade: true };
    const answer = await send('POST', modules, body);
    expect(answer).toMatchObject({
      ...{ status: 201, headers: { location: `/v1/contracts/${contractId}` } },
      body: { id: contractId, kind: 'module', sku },
    });
    expect(gateway.sent.at(-1)).toMatchObject({
      message: { type: 'reservoir.contracts.add-module.v1' },
      data: {
        ...{ customerId: 'customer-one', product: 'endpoint-security', cascade: true },
        addition: { ...patch, alignEnd: { monthEnd: '2027-09' } },
        actor: { companyId: 'partner-gold', role: 'total-control' },
      },
    });
  });

  it.each([
    {},
    { ...patch, quantity: 0 },
    { ...patch, mode: 'trial' },
    { ...patch, term: undefined },
    { ...patch, alignEnd: { monthEnd: '2027-13' } },
  ])('CA-3 refuses %j: nothing is defaulted', async (body) =>
    expect((await send('POST', modules, body)).status).toBe(400),
  );
});

describe('PUT …/services/{product}/features/{feature}', () => {
  it('EN-6 answers with the features that are left; EN-3 GET tells them for any instant', async () => {
    gateway.onCommand = later(async (command) => {
      await succeeded(command, 'feature-switches', 1);
      const off = [{ feature: 'firewall', from: noon, to: '2026-12-01T00:00:00.000Z' }];
      const switches = { customerId: 'customer-one', product: 'endpoint-security', off };
      await gateway.tell(
        featuresSwitched,
        { customerId: 'customer-one', switches, feature: 'firewall', on: false },
        { sequence: 1 },
      );
    });
    const answer = await send('PUT', firewall, { on: false });
    expect(answer).toMatchObject({ status: 200, body: { switchedOff: ['firewall'] } });
    expect(answer.body['features']).toEqual([
      ...['anti-malware', 'device-inventory', 'edr', 'mdr', 'mdr-foundations'],
    ]);
    const at = async (time: string) => {
      const { body } = await gateway.get(
        `/v1/customers/customer-one/features?at=${time}`,
        of('customer-one'),
      );
      const [service] = body['services'] as { features: string[]; switchedOff: string[] }[];
      return [service?.features.includes('firewall'), service?.switchedOff];
    };
    expect(await at('2026-11-21T11:59:59.999Z')).toEqual([true, []]);
    expect(await at(noon)).toEqual([false, ['firewall']]);
    expect(await at('2026-12-01T00:00:00.000Z')).toEqual([true, []]);
    expect(await at('2028-01-01T00:00:00.000Z')).toEqual([undefined, undefined]);
  });

  it('EN-3, CA-7 GET tells by the version of the catalog that the period of the instant froze', async () => {
    const customerId = 'customer-two';
    const [body] = demoCatalog.products;
    const newer = { ...body!, features: [...body!.features, 'time-travel'] };
    const by = { publishedAt: '2026-01-01T00:00:00.000Z', publishedBy: 'operator-one' };
    for (const [number, one] of [body!, newer].entries())
      await gateway.tell(versionPublished, {
        ...{ kind: 'products', id: body!.id, number: number + 1, body: one },
        ...by,
      });
    await gateway.tell(productPublished, { body: newer, version: 2 }, { sequence: 2 });
    const [first] = aContract().periods;
    const second = { start: utcDay('2027-11-21'), end: utcDay('2028-11-21'), catalogVersion: 2 };
    const periods = [first!, { ...first!, ...second }];
    await gateway.tell(contractActivated, { contract: aContract({ id: 'renewed', customerId, periods }) });
    const { entitlement } = anEntitlement(25);
    const timeline = [{ from: noon, to: '2028-11-21T00:00:00.000Z', quantity: 25 }];
    await gateway.tell(
      entitlementChanged,
      { customerId, entitlement: { ...entitlement, customerId, timeline } },
      { sequence: 1 },
    );
    const has = async (time: string) => {
      const url = `/v1/customers/${customerId}/services/${body!.id}/features?at=${time}`;
      return ((await gateway.get(url, of(customerId))).body['features'] as string[]).includes('time-travel');
    };
    expect(await has('2027-11-20T23:59:59.999Z')).toBe(false);
    expect(await has('2027-11-21T00:00:00.000Z')).toBe(true);
  });

  it('a service without entitlement has no features', async () =>
    expect(
      (await gateway.get('/v1/customers/customer-one/services/edr-standalone/features', of('customer-one')))
        .body,
    ).toMatchObject({ product: 'edr-standalone', skus: [], features: [], switchedOff: [] }));
});

describe.each([
  ['PATCH', services, { managementModel: 'client' }],
  ['PUT', firewall, { on: false }],
  ['POST', modules, patch],
] as const)('%s %s', (method, url, body) => {
  it.each([
    ['CO-9', 'the customer itself', of('customer-one'), 403],
    ['CO-9', 'the distributor above', of('distributor-one'), 403],
    ['CO-9', 'the operator', theOperator, 403],
    ['CO-8', 'a partner beside', of('partner-silver'), 404],
    ['CO-8', 'a foreign partner', of('partner-two'), 404],
    ['CO-7', 'a security admin', { ...of('partner-gold'), role: 'security-admin' }, 403],
    ['CO-7', 'monitoring', { ...of('partner-gold'), role: 'monitoring' }, 403],
  ])('%s is not for %s', async (_rule, _who, as, status) => {
    gateway.sent.length = 0;
    expect((await send(method, url, body, as)).status).toBe(status);
    expect(gateway.sent).toEqual([]);
  });

  it('needs an Idempotency-Key, unless it is a preview (CT-18)', async () => {
    const as = of('partner-gold');
    gateway.onCommand = () => undefined;
    expect(await gateway.call(method, url, { as, body })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    const shown = await gateway.call(method, `${url}?preview=true`, {
      as,
      body,
      headers: { prefer: 'wait=0' },
    });
    expect(shown.status).toBe(202);
    expect(gateway.sent.at(-1)).toMatchObject({ preview: true });
  });
});

describe('GET …/services/{product}', () => {
  it('of an unknown service is 404', async () =>
    expect(
      await gateway.get('/v1/customers/customer-one/services/nothing', of('customer-one')),
    ).toMatchObject({
      status: 404,
      body: { code: 'unknown-service' },
    }));
});
