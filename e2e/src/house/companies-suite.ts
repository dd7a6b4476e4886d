import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@reservoir/testing';
import { type Api, bodyOf } from '@reservoir/tools/platform';
import type { Contract } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { gold, world } from './house.js';

interface Request {
  readonly id: string;
  readonly state: string;
  readonly fromId: string | null;
  readonly toId: string | null;
}

const inTime = { timeoutMs: 30_000 };
const sku = 'endpoint-security:secure-plus';

async function buy(orderId: string, change: Readonly<Record<string, string>> = {}): Promise<string> {
  await world.publish(purchaseEvent(orderId, change));
  const partnerId = change['partnerId'] ?? 'partner-gold';
  const [receipt] = await world.receipts(partnerId, orderId);
  return receipt?.reason?.code ?? receipt?.outcome ?? 'none';
}

async function newCustomer(api = gold, parentId = 'partner-gold'): Promise<string> {
  const id = `customer-${randomUUID().slice(0, 8)}`;
  const body = { id, type: 'customer', name: id, parentId };
  bodyOf(await api.send('POST', '/v1/companies', body), id);
  return id;
}

const assign = async (customerId: string, api = gold) =>
  api.send('POST', '/v1/contracts', assignmentOf(customerId));
const requests = (id: string) => `/v1/companies/${id}/transfer-requests`;
const ask = async (api: Api, id: string, toId: string) =>
  bodyOf<Request>(await api.send('POST', requests(id), { toId }), `${id} asks ${toId}`);

interface Entitled {
  readonly sku: string;
  readonly quantity: number;
  readonly timeline: readonly object[];
}

/** What the customer is entitled to of the SKU. */
async function entitlementOf(customerId: string, api: Api): Promise<Entitled | undefined> {
  const { body } = await api.get(`/v1/customers/${customerId}/entitlements`);
  return (body as { items: readonly Entitled[] }).items.find((one) => one.sku === sku);
}

const entitled = async (customerId: string, api = gold): Promise<number> =>
  (await entitlementOf(customerId, api))?.quantity ?? 0;
const timelineOf = async (customerId: string, api: Api): Promise<readonly object[]> =>
  (await entitlementOf(customerId, api))?.timeline ?? [];

describe('worked case 22 (CO-6): a partner is suspended recursively and reactivated', () => {
  it('entitlement 0 between, same end dates; commands are refused, orders credited', async () => {
    expect(await buy('case-22')).toBe('accepted');
    const customer = await newCustomer();
    const before = bodyOf<Contract>(await assign(customer), 'the contract');
    expect(await entitled(customer)).toBe(5);
    const distributor = await world.as('distributor-one');
    const suspended = { recursive: true, reason: 'unpaid' };
    bodyOf(await distributor.send('POST', '/v1/companies/partner-gold/suspend', suspended), 'suspended');
    await eventually(async () => expect(await entitled(customer)).toBe(0), inTime);
    await eventually(
      async () =>
        expect(await assign(customer)).toMatchObject({ status: 409, body: { code: 'client-suspended' } }),
      inTime,
    );
    const quote = { sku, term: 'Y1', quantity: 1 };
    await eventually(
      async () =>
        expect(await gold.send('POST', '/v1/partners/partner-gold/points/quotes', quote)).toMatchObject({
          body: { code: 'partner-suspended', rule: 'CO-6' },
        }),
      inTime,
    );
    expect(await buy('case-22-suspended')).toBe('accepted');
    bodyOf(await distributor.send('POST', '/v1/companies/partner-gold/reactivate', {}), 'reactivated');
    await eventually(async () => expect(await entitled(customer)).toBe(5), inTime);
    expect((await gold.get(`/v1/contracts/${before.id}`)).body).toEqual(before);
  }, 120_000);
});

describe('sequence 12 (CO-6): a partner suspended and lifted, and a client that was suspended for itself', () => {
  it('the client is revived when its own mark is lifted, and not before', async () => {
    const distributor = await world.as('distributor-one');
    const partnerId = `partner-${randomUUID().slice(0, 8)}`;
    const company = { id: partnerId, type: 'partner', name: partnerId, parentId: 'distributor-one' };
    bodyOf(await distributor.send('POST', '/v1/companies', { ...company, tier: 'SILVER' }), partnerId);
    const partner = await world.as(partnerId);
    expect(await buy(`sequence-12-${partnerId}`, { partnerId })).toBe('accepted');
    const [client, other] = [await newCustomer(partner, partnerId), await newCustomer(partner, partnerId)];
    for (const one of [client, other]) bodyOf(await assign(one, partner), 'the contract');
    const mark = async (api: Api, what: 'suspend' | 'reactivate', id: string, body: object = {}) =>
      bodyOf(await api.send('POST', `/v1/companies/${id}/${what}`, body), `${what} ${id}`);
    const has = async (id: string) => entitled(id, partner);

    await mark(partner, 'suspend', client, { recursive: false, reason: 'its own' });
    await mark(distributor, 'suspend', partnerId, { recursive: true, reason: 'unpaid' });
    await eventually(async () => expect([await has(client), await has(other)]).toEqual([0, 0]), inTime);
    await mark(distributor, 'reactivate', partnerId);
    await eventually(async () => expect(await has(other)).toBe(5), inTime);
    expect(await has(client)).toBe(0);
    await mark(partner, 'reactivate', client);
    await eventually(async () => expect(await has(client)).toBe(5), inTime);
    // Licences before its own mark, and after that mark was lifted; nothing in between.
    expect(await timelineOf(client, partner)).toHaveLength(2);
  }, 120_000);
});

describe('worked case 21 (CO-4): a partner changes its distributor', () => {
  it('orders are judged by whose partner it was at the time of purchase', async () => {
    const partnerId = `partner-${randomUUID().slice(0, 8)}`;
    const old = await world.as('distributor-one');
    const company = { id: partnerId, type: 'partner', name: 'Mover', parentId: 'distributor-one' };
    bodyOf(await old.send('POST', '/v1/companies', { ...company, tier: 'SILVER' }), partnerId);
    const mover = await world.as(partnerId);
    const two = await world.as('distributor-two');
    const { id } = await ask(mover, partnerId, 'distributor-two');
    expect((await old.get(`${requests('distributor-one')}/${id}`)).body).toMatchObject({
      companyId: partnerId,
      toId: null,
    });
    const preview = await two.send('POST', `${requests('distributor-two')}/${id}/accept?preview=true`, {});
    expect(preview).toMatchObject({ status: 200, body: { preview: true, events: [{}] } });
    expect(JSON.stringify(preview.body)).not.toContain('distributor-one');
    const accepted = await two.send('POST', `${requests('distributor-two')}/${id}/accept`, {});
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', fromId: null } });
    expect((await mover.get(`/v1/companies/${partnerId}`)).body).toMatchObject({
      distributorId: 'distributor-two',
      tier: null,
    });
    const order = (distributorId: string, purchasedAt: string) =>
      buy(`case-21-${randomUUID()}`, { partnerId, distributorId, purchasedAt });
    const [then, now] = ['2026-01-01T00:00:00Z', new Date(Date.now() + 1000).toISOString()];
    expect(await order('distributor-two', now)).toBe('accepted');
    expect(await order('distributor-one', then)).toBe('accepted');
    expect(await order('distributor-one', now)).toBe('wrong-distributor');
    expect(await order('distributor-two', then)).toBe('wrong-distributor');
  }, 120_000);
});

describe('CO-3, CO-5: a customer asks to move to another partner', () => {
  it('moves when it has no live contracts; its new partner licenses it, the old one no more', async () => {
    const customer = await newCustomer();
    const itself = await world.as(customer);
    bodyOf(await itself.send('PATCH', `/v1/companies/${customer}`, { assistedByPartner: true }), 'assisted');
    const access = `/v1/customers/${customer}/security-access`;
    expect((await gold.get(access)).body).toMatchObject({ allowed: true });
    const { id } = await ask(itself, customer, 'partner-chain');
    const chain = await world.as('partner-chain');
    const accepted = await chain.send('POST', `${requests('partner-chain')}/${id}/accept`, {});
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect((await chain.get(access)).body).toMatchObject({ allowed: false });
    expect((await itself.get(`/v1/companies/${customer}`)).body).toMatchObject({ parentId: 'partner-chain' });
    await eventually(
      async () =>
        expect(await assign(customer)).toMatchObject({
          status: 403,
          body: { code: 'not-the-owning-partner' },
        }),
      inTime,
    );
  }, 60_000);
});
