import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assortmentChanged,
  contractActivated,
  modulePublished,
  pricesChanged,
  productPublished,
} from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import { aContract } from '../../testing/facts.js';
import { TestGateway, of, theOperator } from './testing/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  for (const body of demoCatalog.products) await gateway.tell(productPublished, { body, version: 2 });
  for (const body of demoCatalog.modules) await gateway.tell(modulePublished, { body, version: 1 });
  for (const body of demoCatalog.assortments) await gateway.tell(assortmentChanged, { body, version: 3 });
  for (const body of demoCatalog.prices) await gateway.tell(pricesChanged, { body, version: 4 });
});
afterAll(() => gateway.stop());

const asked = {
  product: 'endpoint-security',
  protectionModel: 'secure',
  addOns: ['patch-management'],
  managedServices: [],
  term: 'Y1',
  quantity: 100,
};
const check = (body: object, as: NonNullable<Parameters<TestGateway['get']>[1]> = of('partner-gold')) =>
  gateway.call('POST', '/v1/catalog/configurations:check', { as, body });
const codesOf = ({ body }: Awaited<ReturnType<typeof check>>) =>
  (body['violations'] as { code: string }[]).map(({ code }) => code);

describe('CA-5 checking a configuration', () => {
  it('tells what is implied, the features, the licences drawn, and the price of the partner’s tier', async () => {
    const { status, body } = await check(asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      violations: [],
      implied: ['edr'],
      features: ['anti-malware', 'device-inventory', 'edr', 'firewall', 'patch-management'],
      draws: [
        { sku: 'endpoint-security:secure', term: 'Y1', quantity: 100, retired: false },
        { sku: 'patch-management', term: 'Y1', quantity: 100, retired: false },
      ],
      price: {
        distributorId: 'distributor-one',
        tier: 'GOLD',
        version: 4,
        money: { totals: [{ currency: 'EUR', amountMinor: 2 * 100 * 1800 }], unpriced: [] },
        points: { totals: 2 * 950 },
      },
    });
    expect(gateway.sent).toEqual([]);
  });

  it('CA-7 another tier gets another price, by its quantity break', async () => {
    const totals = async (quantity: number) => {
      const { body } = await check({ ...asked, addOns: [], quantity }, of('partner-silver'));
      return body['price'];
    };
    expect(await totals(99)).toMatchObject({ money: { totals: [{ amountMinor: 99 * 2000 }] } });
    expect(await totals(100)).toMatchObject({ money: { totals: [{ amountMinor: 100 * 1900 }] } });
  });

  it('CA-3, CA-4: returns every violation at once, a missing choice with its choices', async () => {
    const answer = await check({
      ...asked,
      addOns: ['edr', 'sve-scanning', 'nothing'],
      managedServices: undefined,
    });
    expect(codesOf(answer)).toEqual(['missing-choice', 'unknown-module', 'only-with', 'already-included']);
    expect(answer.body['violations']).toContainEqual({
      code: 'missing-choice',
      rule: 'CA-3',
      detail: 'managedServices is not chosen',
      choice: 'managedServices',
      choices: ['mdr-foundations'],
    });
  });

  it('CA-6 what the distributor does not sell is not there', async () => {
    const edr = { ...asked, product: 'edr-standalone', protectionModel: null };
    expect((await check(edr)).status).toBe(200);
    const unseen = await check(edr, of('partner-two'));
    expect([unseen.status, unseen.body['code']]).toEqual([404, 'unknown-product']);
  });

  it('CO-8 for a customer of one’s own, with what it has already; a foreign one is unknown', async () => {
    const module = aContract({
      id: 'module',
      kind: 'module',
      periods: [{ ...aContract().periods[0]!, sku: 'edr' }],
    });
    await gateway.tell(contractActivated, { contract: module });
    const needsEdr = { ...demoCatalog.modules[0]!, id: 'hunting', requires: ['edr'] };
    await gateway.tell(modulePublished, { body: needsEdr, version: 1 });
    const hunting = { ...asked, protectionModel: 'a-la-carte', addOns: ['hunting'] };
    expect(codesOf(await check(hunting))).toEqual(['requires', 'not-sold']);
    expect(codesOf(await check({ ...hunting, customerId: 'customer-one' }))).toEqual(['not-sold']);
    const foreign = await check({ ...asked, customerId: 'customer-foreign' });
    const unknown = await check({ ...asked, customerId: 'nobody' });
    expect([foreign.status, foreign.body['code']]).toEqual([404, 'unknown-customer']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('a customer learns no prices; the operator names who buys; members that do not exist are refused', async () => {
    expect((await check(asked, of('customer-one'))).body).toMatchObject({ violations: [], price: null });
    expect((await check(asked, theOperator)).status).toBe(400);
    const { body } = await check({ ...asked, partnerId: 'partner-silver' }, theOperator);
    expect(body['price']).toMatchObject({ tier: 'SILVER' });
    expect((await check({ ...asked, quantities: 1 })).status).toBe(400);
  });

  it('CA-8 what is retired is told: it comes from stock', async () => {
    const retired = { ...demoCatalog.products[1]!, retired: true };
    await gateway.tell(productPublished, { body: retired, version: 3, retiredAt: '2026-11-21T12:00:00Z' });
    const edr = { ...asked, product: 'edr-standalone', protectionModel: null, addOns: [] };
    const { body } = await check(edr, of('partner-two'));
    expect(body).toMatchObject({ violations: [], draws: [{ sku: 'edr-standalone', retired: true }] });
  });
});
