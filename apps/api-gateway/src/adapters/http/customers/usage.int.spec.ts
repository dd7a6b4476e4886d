import { beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { companyChanged, entitlementChanged, serviceChanged, usageMeasured } from '@reservoir/messages';
import { aCompany, aService, anEntitlement } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const gateway = TestGateway.around(import.meta.url);
const url = '/v1/customers/customer-one/usage';
const sku = 'endpoint-security:secure-plus';
const noon = '2026-11-21T12:00:00.000Z';
const customer = aCompany('customer-one', 'customer', 'distributor-one', 'partner-gold');

const assisted = (assistedByPartner: boolean, version: number) =>
  gateway.tell(companyChanged, {
    ...customer,
    assistedByPartner,
    version,
    change: { kind: 'details', at: noon, by: null },
  });

beforeAll(async () => {
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
  await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
  const usage = {
    customerId: 'customer-one',
    sku,
    product: 'endpoint-security',
    devices: 27,
    measuredAt: noon,
    overSince: noon,
    months: [{ month: '2026-11', devices: 27 }],
  };
  await gateway.tell(usageMeasured, { customerId: 'customer-one', usage }, { sequence: 3 });
});

describe('GET /v1/customers/{id}/usage', () => {
  it('EN-4 tells devices, licences, the excess and the monthly peaks', async () => {
    gateway.now = instant('2026-11-28T12:00:00Z');
    expect((await gateway.get(url, of('customer-one'))).body).toEqual({
      customerId: 'customer-one',
      at: '2026-11-28T12:00:00.000Z',
      items: [
        {
          sku,
          product: 'endpoint-security',
          devices: 27,
          measuredAt: noon,
          entitled: 25,
          overAllocated: {
            since: noon,
            unprotectedFrom: '2026-11-28T12:00:00.000Z',
            excess: 2,
            unprotected: true,
          },
          months: [{ month: '2026-11', devices: 27 }],
          version: 3,
        },
      ],
    });
    gateway.now = instant(noon);
  });

  it.each([
    ['its partner', of('partner-gold')],
    ['the distributor above', of('distributor-one')],
  ])('CO-2 is for %s only while the customer has assistedByPartner on', async (_who, as) => {
    await assisted(false, Date.now());
    expect(await gateway.get(url, as)).toMatchObject({
      status: 403,
      body: { code: 'not-assisted-by-partner', rule: 'CO-2' },
    });
    await assisted(true, Date.now() + 1);
    expect((await gateway.get(url, as)).status).toBe(200);
    await assisted(false, Date.now() + 2);
    expect((await gateway.get(url, as)).status).toBe(403);
  });

  it('CO-10 is for the operator', async () => expect((await gateway.get(url, theOperator)).status).toBe(200));

  it.each(['partner-silver', 'partner-two', 'customer-two'])('CO-8 is unknown to %s', async (company) =>
    expect(await gateway.get(url, of(company))).toMatchObject({
      status: 404,
      body: { code: 'unknown-customer' },
    }),
  );

  it('EN-4 the service, and no other, is shown over-allocated; without the number of devices', async () => {
    await gateway.tell(serviceChanged, aService({ id: 'other', product: 'edr-standalone' }), { sequence: 1 });
    const { body } = await gateway.get('/v1/customers/customer-one/services', of('partner-gold'));
    expect(
      (body['items'] as object[]).map((one) => (one as Record<string, unknown>)['overAllocated']),
    ).toEqual([[], [{ sku, since: noon, unprotectedFrom: '2026-11-28T12:00:00.000Z' }]]);
  });
});
