import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { raceRounds } from '@reservoir/testing';
import { type Answer, type Api, bodyOf } from '@reservoir/tools/platform';
import type { Pool } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { world } from './house.js';

interface Moved extends Pool {
  readonly counts: Pool['counts'] & { readonly transferredOut: number };
}
interface Contract {
  readonly id: string;
  readonly kind: string;
  readonly mode: string;
  readonly state: string;
  readonly end: string;
  readonly quantity: number;
}
interface Entitled {
  readonly sku: string;
  readonly quantity: number;
  readonly timeline: readonly object[];
}
interface Page<T> {
  readonly items: readonly T[];
}

const sku = 'endpoint-security:secure-plus';
let distributors: Readonly<Record<string, Api>>;

beforeAll(async () => {
  distributors = {
    'distributor-one': await world.as('distributor-one'),
    'distributor-two': await world.as('distributor-two'),
  };
});

/** A partner of its own. */
async function aPartner(distributorId: string): Promise<{ readonly id: string; readonly api: Api }> {
  const id = `moving-${randomUUID().slice(0, 8)}`;
  const body = { id, type: 'partner', name: id, parentId: distributorId };
  bodyOf(await distributors[distributorId]!.send('POST', '/v1/companies', body), id);
  return { id, api: await world.as(id) };
}

async function aCustomerOf(partner: { readonly id: string; readonly api: Api }) {
  const id = `moving-${randomUUID().slice(0, 8)}`;
  const body = { id, type: 'customer', name: id, parentId: partner.id };
  bodyOf(await partner.api.send('POST', '/v1/companies', body), id);
  return { id, api: await world.as(id) };
}

async function buy(partnerId: string, quantity: number, change: object = {}): Promise<void> {
  const orderId = `order-${randomUUID()}`;
  await world.publish(purchaseEvent(orderId, { partnerId, quantity, ...change }));
  expect((await world.receipts(partnerId, orderId))[0]?.outcome).toBe('accepted');
}

const poolOf = async (api: Api, partnerId: string, term = 'Y1', of = sku): Promise<Moved['counts']> => {
  const { status, body } = await api.get(`/v1/partners/${partnerId}/pools/${of}/${term}`);
  return status === 404
    ? { available: 0, reserved: 0, assigned: 0, transferredOut: 0 }
    : (body as Moved).counts;
};

/** The customer asks, the new parent accepts. */
async function move(
  customer: { readonly id: string; readonly api: Api },
  to: { readonly id: string; readonly api: Api },
) {
  const asked = await customer.api.send('POST', `/v1/companies/${customer.id}/transfer-requests`, {
    toId: to.id,
  });
  const { id } = bodyOf<{ readonly id: string }>(asked, 'the request');
  return {
    shown: await to.api.get(`/v1/companies/${to.id}/transfer-requests/${id}`),
    accept: async (): Promise<Answer> =>
      to.api.send('POST', `/v1/companies/${to.id}/transfer-requests/${id}/accept`, {}),
  };
}

const contractsOf = async (api: Api, customerId: string): Promise<readonly Contract[]> =>
  bodyOf<Page<Contract>>(await api.get(`/v1/contracts?customerId=${customerId}`), 'contracts').items;

/** Of what the other distributor does not sell: it ends, and so it does not matter. */
const trialOf = (customerId: string) => {
  const { term: _, ...body } = assignmentOf(customerId, { product: 'edr-standalone', protectionModel: null });
  return { ...body, mode: 'trial', quantity: 3 };
};

describe('worked case 21 (CO-5): a customer changes partner in mid-contract', () => {
  it('its contracts and licences move with it; ends and entitlements stay; the old partner sees them no more', async () => {
    const [from, to] = [await aPartner('distributor-one'), await aPartner('distributor-two')];
    const customer = await aCustomerOf(from);
    await buy(from.id, 6);
    await buy(from.id, 8);
    await buy(from.id, 10, { sku: 'patch-management' });
    const body = assignmentOf(customer.id, { quantity: 10, addOns: ['patch-management'] });
    bodyOf(await from.api.send('POST', '/v1/contracts', body), 'the contract');
    const trial = bodyOf<Contract>(
      await from.api.send('POST', '/v1/contracts', trialOf(customer.id)),
      'the trial',
    );
    const before = (await contractsOf(from.api, customer.id)).filter(({ mode }) => mode === 'commercial');
    const entitlements = async () => {
      const path = `/v1/customers/${customer.id}/entitlements`;
      const { items } = bodyOf<Page<Entitled>>(await customer.api.get(path), 'entitled');
      const bought = items.filter((one) => one.sku !== 'edr-standalone');
      return bought.map((one) => [one.sku, one.quantity, one.timeline]);
    };
    const entitledBefore = await entitlements();

    const { shown, accept } = await move(customer, to);
    expect(shown.body).toMatchObject({
      fromId: null,
      inUse: [
        { sku, quantity: 10 },
        { sku: 'patch-management', quantity: 10 },
      ],
    });
    expect(await accept()).toMatchObject({ status: 200, body: { state: 'accepted' } });

    expect(await poolOf(from.api, from.id)).toMatchObject({ available: 4, assigned: 0, transferredOut: 10 });
    expect(await poolOf(to.api, to.id)).toMatchObject({ available: 0, assigned: 10, transferredOut: 0 });
    expect(await poolOf(to.api, to.id, 'Y1', 'patch-management')).toMatchObject({ assigned: 10 });
    const all = await contractsOf(to.api, customer.id);
    expect(all.find(({ id }) => id === trial.id)).toMatchObject({ state: 'cancelled' });
    const after = all.filter(({ mode }) => mode === 'commercial');
    expect(after.map(({ id, end, state }) => [id, end, state]).sort()).toEqual(
      before.map(({ id, end, state }) => [id, end, state]).sort(),
    );
    expect(await entitlements()).toEqual(entitledBefore);
    for (const { id } of before) expect((await from.api.get(`/v1/contracts/${id}`)).status).toBe(404);

    const product = after.find(({ kind }) => kind === 'product')!;
    const cancelled = await to.api.send('POST', `/v1/contracts/${product.id}/cancel`, { cascade: true });
    expect(cancelled.status).toBe(200);
    expect(await poolOf(to.api, to.id)).toMatchObject({ available: 10, assigned: 0 });
    expect(await poolOf(from.api, from.id)).toMatchObject({ available: 4, transferredOut: 10 });
  }, 120_000);

  it('CO-3 stays where it is when the new distributor does not sell what it uses', async () => {
    const [from, to] = [await aPartner('distributor-one'), await aPartner('distributor-two')];
    const customer = await aCustomerOf(from);
    await buy(from.id, 5, { sku: 'edr-standalone' });
    const body = assignmentOf(customer.id, { product: 'edr-standalone', protectionModel: null });
    bodyOf(await from.api.send('POST', '/v1/contracts', body), 'the contract');
    const { accept } = await move(customer, to);
    expect(await accept()).toMatchObject({ status: 409, body: { code: 'skus-not-sold', rule: 'CO-3' } });
    expect(await poolOf(from.api, from.id, 'Y1', 'edr-standalone')).toMatchObject({ assigned: 5 });
  }, 120_000);
});

describe('CO-5, invariants 2 and 8: a move races a renewal', () => {
  const atOnce = 10;

  /** Gives who won. */
  async function round(number: number): Promise<string> {
    const [from, to] = [await aPartner('distributor-one'), await aPartner('distributor-one')];
    const customer = await aCustomerOf(from);
    await buy(from.id, 10, { term: 'M1' });
    // a month may be over in less than 7 days, and would renew itself (CT-7)
    const body = assignmentOf(customer.id, { term: 'M1', quantity: 5, autoRenew: { on: false } });
    const { id } = bodyOf<Contract>(await from.api.send('POST', '/v1/contracts', body), 'the contract');
    const { accept } = await move(customer, to);
    const renew = async () => from.api.send('POST', `/v1/contracts/${id}/renew`, {});
    const [moved, renewed] = await Promise.all(
      number % 2 === 0 ? [accept(), renew()] : [renew(), accept()].reverse(),
    );
    // 202: it was done, and the customer was gone when it was answered (CO-8).
    if (renewed!.status === 202) expect(renewed!.body).toMatchObject({ state: 'succeeded' });
    const outcome = `${moved!.status} ${renewed!.status}`;
    const isMoved = moved!.status === 200;
    const [old, taken] = [await poolOf(from.api, from.id, 'M1'), await poolOf(to.api, to.id, 'M1')];
    const assigned = renewed!.status === 200 || renewed!.status === 202 ? 10 : 5;
    const expectedOld = { available: 10 - assigned, reserved: 0, assigned: isMoved ? 0 : assigned };
    expect(old).toMatchObject({ ...expectedOld, transferredOut: isMoved ? assigned : 0 });
    expect(taken).toMatchObject({ available: 0, assigned: isMoved ? assigned : 0 });
    return outcome;
  }

  it(`${raceRounds} rounds: one is refused or both are done, and no licence is lost or doubled`, async () => {
    const outcomes: string[] = [];
    for (let number = 0; number < raceRounds; number += atOnce)
      outcomes.push(
        ...(await Promise.all(Array.from({ length: atOnce }, async (_, n) => round(number + n)))),
      );
    const told = [...new Set(outcomes)].sort();
    for (const outcome of told)
      expect(['200 200', '200 202', '200 403', '200 404', '200 409', '409 200']).toContain(outcome);
  }, 600_000);
});
