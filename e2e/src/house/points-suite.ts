import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually } from '@reservoir/testing';
import { type Api, bodyOf } from '@reservoir/tools/platform';
import type { Message } from 'kafkajs';
import type { Pool } from '../views.js';
import { assignmentOf } from '../world.js';
import { answersOf } from './commands-of-a-page.js';
import { world } from './house.js';

const partnerId = 'points-partner';
const points = `/v1/partners/${partnerId}/points`;
const sku = 'endpoint-security:secure';
let partner: Api;

interface Exchange {
  readonly id: string;
  readonly endedAt: string;
}

/** A purchase of points as an upstream system publishes it. */
function pointsOrder(orderId: string, change: Readonly<Record<string, unknown>> = {}): Message {
  const data = { orderId, line: '1', partnerId, points: 600, purchasedAt: '2026-11-21T10:00:00Z', ...change };
  const type = 'orders.points-purchased.v1';
  const event = { specversion: '1.0', id: `event-${orderId}`, source: '/shop', type, data };
  return {
    key: data.partnerId,
    value: JSON.stringify(event),
    headers: { 'content-type': 'application/cloudevents+json' },
  };
}

const poolOf = async (): Promise<Pool> =>
  (await partner.get(`/v1/partners/${partnerId}/pools/${sku}/Y1`)).body as Pool;

describe('MSSP points', () => {
  const [march, june] = [
    `${new Date().getUTCFullYear() + 1}-03-31`,
    `${new Date().getUTCFullYear() + 1}-06-30`,
  ];
  let exchange: Exchange;

  beforeAll(async () => {
    const company = { id: partnerId, type: 'partner', name: 'Points', parentId: 'distributor-one' };
    const programme = { tier: 'GOLD', vendorAccount: 'watchguard', pointsProgramme: true };
    bodyOf(await world.operator.send('POST', '/v1/companies', { ...company, ...programme }), 'partner');
    partner = await world.as(partnerId);
  });

  it('PO-3 are credited once, with a receipt for each delivery, and what is wrong with one is told', async () => {
    const first = pointsOrder('points-1', { expiresAt: `${march}T00:00:00Z` });
    await world.publish(first, first, pointsOrder('points-1', { points: 601 }));
    await world.publish(pointsOrder('points-2', { points: 1000, expiresAt: `${june}T00:00:00Z` }));
    const receipts = await eventually(async () => world.receipts(partnerId, 'points-1', 3));
    expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'duplicate', 'refused']);
    expect(receipts.find(({ outcome }) => outcome === 'refused')?.reason).toMatchObject({
      code: 'order-line-changed',
      rule: 'PO-3',
    });
    await world.receipts(partnerId, 'points-2');
    // A receipt and what it tells of travel on two topics, and either may come first.
    await eventually(async () =>
      expect((await partner.get(points)).body).toMatchObject({ available: 1600, held: 0 }),
    );
  });

  it.each([
    ['points 0', { points: 0 }, 'schema-violation'],
    ['points 1.5', { points: 1.5 }, 'schema-violation'],
    ['points 10⁹ + 1', { points: 1_000_000_001 }, 'schema-violation'],
    ['priority 1001', { priority: 1001 }, 'schema-violation'],
    ['an expiry that is no time', { expiresAt: 'soon' }, 'schema-violation'],
    ['a partner outside the programme', { partnerId: 'partner-silver' }, 'not-in-points-programme'],
    ['an unknown partner', { partnerId: 'partner-nowhere' }, 'unknown-partner'],
    ['a customer', { partnerId: 'customer-one' }, 'unknown-partner'],
  ])('PT-9 an order with %s is set aside', async (what, change, code) => {
    const orderId = `points-bad-${what.replaceAll(/\W/g, '-')}`;
    await world.publish(pointsOrder(orderId, change));
    await eventually(
      async () => {
        const letters = await consumeAll(`${world.topicPrefix}orders.v1.dlq`);
        const letter = letters.find(({ value }) => value?.toString().includes(`"${orderId}"`));
        expect(letter?.headers['dlq-code']).toBe(code);
      },
      { timeoutMs: 30_000 },
    );
  });

  it('PT-7 become licences: 100 at 10 points less 5 % burn 600 and 350', async () => {
    const quote = await partner.send('POST', `${points}/quotes`, { sku, term: 'Y1', quantity: 100 });
    expect(quote.body).toMatchObject({ totalPoints: 950, discountBp: 500 });
    const { id: quoteId } = quote.body as { id: string };
    const preview = await partner.send('POST', `${points}/exchanges?preview=true`, { quoteId });
    expect(preview.body).toMatchObject({
      preview: true,
      events: [{ data: { exchange: { burns: [{ points: 600 }, { points: 350 }] } } }, {}, {}],
    });
    exchange = bodyOf(await partner.send('POST', `${points}/exchanges`, { quoteId }), 'exchange');
    expect(exchange).toMatchObject({ state: 'captured', quantity: 100 });
    expect((await partner.get(points)).body).toMatchObject({ available: 650, held: 0 });
    expect((await poolOf()).counts).toMatchObject({ available: 100 });
    const again = await partner.send('POST', `${points}/exchanges`, { quoteId });
    expect(again).toMatchObject({ status: 409, body: { code: 'quote-accepted', rule: 'PT-3' } });
  });

  it('PT-6 PT-7 and back: 40 of them return 380, and a preview says so before', async () => {
    const reverse = `${points}/exchanges/${exchange.id}/reverse`;
    const preview = await partner.send('POST', `${reverse}?preview=true`, { quantity: 40 });
    expect(preview.body).toMatchObject({
      preview: true,
      events: [
        {
          type: 'reservoir.points-exchange.reversal-requested.v1',
          data: { points: 380, returns: [{ points: 350 }, { points: 30 }] },
        },
        { type: 'reservoir.license-pool.take-back-licenses.v1' },
      ],
    });
    expect((await partner.get(points)).body).toMatchObject({ available: 650 });
    const key = randomUUID();
    const answers = [
      await partner.send('POST', reverse, { quantity: 40 }, key),
      await partner.send('POST', reverse, { quantity: 40 }, key),
    ];
    expect(answers).toMatchObject(
      [1, 2].map(() => ({
        status: 200,
        body: { reversedQuantity: 40, reversedPoints: 380, reversal: null },
      })),
    );
    expect((await partner.get(points)).body).toMatchObject({
      available: 1030,
      lots: [{ remaining: 30 }, { remaining: 1000 }],
    });
    expect((await poolOf()).counts).toMatchObject({ available: 60, refunded: 40 });
    const tooMany = await partner.send('POST', reverse, { quantity: 61 });
    expect(tooMany).toMatchObject({ status: 409, body: { code: 'reversal-exceeds-exchange', rule: 'PT-6' } });
  });

  it('PT-6 licences that are assigned do not go back', async () => {
    const customer = { id: 'points-customer', type: 'customer', name: 'Points', parentId: partnerId };
    bodyOf(await partner.send('POST', '/v1/companies', customer), 'customer');
    const request = assignmentOf('points-customer', { protectionModel: 'secure', quantity: 10 });
    bodyOf(await partner.send('POST', '/v1/contracts', request), 'contract');
    const reverse = `${points}/exchanges/${exchange.id}/reverse`;
    const refused = await partner.send('POST', reverse, { quantity: 51 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'reversal-exceeds-available', errors: [{ asked: 51, reversible: 50 }] },
    });
    const { body } = await partner.send('POST', reverse, { quantity: 50 });
    expect(body).toMatchObject({ reversedQuantity: 90, reversedPoints: 855 });
    expect((await poolOf()).counts).toMatchObject({ available: 0, assigned: 10, refunded: 90 });
  });

  it('CO-10 are given and taken by the operator, with a reason', async () => {
    const gift = await world.operator.send('POST', `${points}/grants`, { points: 500, reason: 'Spring' });
    expect(gift).toMatchObject({ status: 200, body: { available: 2005 } });
    const taken = await world.operator.send('POST', `${points}/adjustments`, {
      points: -5,
      reason: 'Too many',
    });
    expect(taken).toMatchObject({ status: 200, body: { available: 2000 } });
    const { body } = await partner.get(`${points}/transactions?limit=1`);
    expect(body).toMatchObject({ items: [{ kind: 'adjust', reason: 'Too many' }] });
    const refused = await partner.send('POST', `${points}/grants`, { points: 500, reason: 'Mine' });
    expect(refused).toMatchObject({ status: 403 });
  });

  it('PT-1 are told as of any instant, and their ledger is whole', async () => {
    expect((await partner.get(`${points}?at=${exchange.endedAt}`)).body).toMatchObject({
      available: 650,
      held: 0,
      balances: { spent: 950, issued: -1600 },
    });
    const verified = await partner.get(`${points}/transactions:verify`);
    expect(verified.body).toMatchObject({ verified: true, fault: null, next: null });
  });

  it('PT-8 stand in the statement of the month', async () => {
    const month = exchange.endedAt.slice(0, 7);
    const { body } = await partner.get(`${points}/statements/${month}`);
    expect(body).toMatchObject({ granted: 2100, spent: 95, expired: 0, adjusted: -5 });
  });

  it('PT-4 two acceptances of one quote at once: one exchange', async () => {
    const quote = await partner.send('POST', `${points}/quotes`, { sku, term: 'Y1', quantity: 1 });
    const { id: quoteId } = bodyOf<{ readonly id: string }>(quote, 'quote');
    const answers = await Promise.all(
      [1, 2, 3].map(() => partner.send('POST', `${points}/exchanges`, { quoteId })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('docs/points.md: every command runs as it is written', async () => {
    const answers = await answersOf('points.md');
    expect(answers).toMatchObject([
      { partnerId: 'partner-gold' },
      { totalPoints: 95, state: 'open' },
      { preview: true },
      { state: 'captured', quantity: 10 },
      { preview: true },
      { reversedQuantity: 4, reversedPoints: 38 },
      { items: expect.anything() },
      { verified: true },
      { partnerId: 'partner-gold', balances: expect.anything() },
      { opening: expect.anything(), closing: expect.anything() },
    ]);
  });
});
