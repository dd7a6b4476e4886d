import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, raceRounds } from '@reservoir/testing';
import { type Answer, type Api, bodyOf } from '@reservoir/tools/platform';
import type { Contract, Pool, Problem } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { world } from './house.js';

/** Rounds that run side by side: each has a partner, a customer and a pool of its own. */
const atOnce = 25;
/** Milliseconds by which the mark is set after the command; below 0 it comes before. */
const delays = [-200, -120, -60, -20, -5, 0, 5, 10, 20, 40, 80, 250];
const sku = 'endpoint-security:secure-plus';
const inTime = { timeoutMs: 30_000 };

interface Entitlement {
  readonly sku: string;
  readonly quantity: number;
  readonly timeline: readonly { readonly from: string; readonly to: string | null }[];
}

interface Round {
  readonly partnerId: string;
  readonly customerId: string;
  readonly partner: Api;
  /** The partner recursively, or the customer alone. */
  readonly marked: string;
  readonly delayMs: number;
}

let distributor: Api;

/** A partner with 5 licences and one customer. */
async function prepared(number: number): Promise<Round> {
  const [partnerId, customerId] = [`race-partner-${number}`, `race-customer-${number}`];
  const create = async (body: object) =>
    bodyOf(await distributor.send('POST', '/v1/companies', body), 'company');
  await create({ id: partnerId, type: 'partner', name: partnerId, parentId: 'distributor-one' });
  const partner = await world.as(partnerId);
  const customer = { id: customerId, type: 'customer', name: customerId, parentId: partnerId };
  bodyOf(await partner.send('POST', '/v1/companies', customer), customerId);
  await world.publish(purchaseEvent(`race-${number}`, { partnerId, quantity: 5 }));
  const pool = `/v1/partners/${partnerId}/pools/${sku}/Y1`;
  await eventually(async () => expect((await partner.get(pool)).status).toBe(200), inTime);
  const marked = number % 2 === 0 ? partnerId : customerId;
  return { partnerId, customerId, partner, marked, delayMs: delays[Math.floor(number / 2) % delays.length]! };
}

const suspend = async ({ marked, partnerId }: Round): Promise<string> => {
  const mark = { recursive: marked === partnerId, reason: 'race' };
  const answer = await distributor.send('POST', `/v1/companies/${marked}/suspend`, mark);
  return bodyOf<{ readonly suspendedSince: string }>(answer, 'the mark').suspendedSince;
};
const later = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  await sleep(Math.max(0, ms));
  return work();
};

async function entitlement({ partner, customerId }: Round, at?: string): Promise<Entitlement | undefined> {
  const query = at === undefined ? '' : `?at=${at}`;
  const { body } = await partner.get(`/v1/customers/${customerId}/entitlements${query}`);
  return (body as { items: readonly Entitlement[] }).items.find((one) => one.sku === sku);
}
const entitled = async (round: Round, at?: string) => (await entitlement(round, at))?.quantity ?? 0;
const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();

/** The command lost: it is told why, and nothing of it is there. */
async function wasRefused(round: Round, answer: Answer): Promise<void> {
  const { partner, customerId, partnerId } = round;
  expect(answer).toMatchObject({ status: 409, body: { code: 'client-suspended', rule: 'CO-6' } });
  expect((answer.body as Problem & { detail: string }).detail).toMatch(/suspended/);
  expect((await partner.get(`/v1/contracts?customerId=${customerId}`)).body).toMatchObject({ items: [] });
  const pool = (await partner.get(`/v1/partners/${partnerId}/pools/${sku}/Y1`)).body as Pool;
  expect(pool.counts).toMatchObject({ available: 5, reserved: 0, assigned: 0 });
  expect(await entitled(round)).toBe(0);
}

/** The command won: the contract lives, its clock runs, and from the mark on the client is entitled to nothing. */
async function becameActive(round: Round, answer: Answer, since: string): Promise<void> {
  const { partner, partnerId } = round;
  expect(answer).toMatchObject({ status: 201, body: { state: 'active', quantity: 5 } });
  await eventually(async () => expect(await entitled(round)).toBe(0), inTime);
  const { activatedAt } = answer.body as Contract & { readonly activatedAt: string };
  expect(await entitled(round, since)).toBe(0);
  expect(await entitled(round, justBefore(since))).toBe(activatedAt < since ? 5 : 0);
  for (const { to } of (await entitlement(round))?.timeline ?? []) expect(to! <= since).toBe(true);
  const pool = (await partner.get(`/v1/partners/${partnerId}/pools/${sku}/Y1`)).body as Pool;
  expect(pool.counts).toMatchObject({ available: 0, reserved: 0, assigned: 5 });
}

/** One mark against one command; then the mark is lifted, and what is contracted counts again, but never for the time between. */
async function race(round: Round): Promise<'active' | 'refused'> {
  const { partner, customerId, marked, delayMs } = round;
  const [since, answer] = await Promise.all([
    later(delayMs, () => suspend(round)),
    later(-delayMs, () => partner.send('POST', '/v1/contracts', assignmentOf(customerId))),
  ]);
  const customer = `/v1/companies/${customerId}`;
  const suspended = { suspended: true, suspendedSince: since };
  await eventually(async () => expect((await partner.get(customer)).body).toMatchObject(suspended), inTime);
  const outcome = answer.status === 201 ? 'active' : 'refused';
  if (outcome === 'active') await becameActive(round, answer, since);
  else await wasRefused(round, answer);
  const late = await partner.send('POST', '/v1/contracts', assignmentOf(customerId, { quantity: 1 }));
  expect(late).toMatchObject({ status: 409, body: { code: 'client-suspended', rule: 'CO-6' } });
  bodyOf(await distributor.send('POST', `/v1/companies/${marked}/reactivate`, {}), 'reactivated');
  const after = outcome === 'active' ? 5 : 0;
  await eventually(async () => expect(await entitled(round)).toBe(after), inTime);
  expect(await entitled(round, since)).toBe(0);
  if (outcome === 'active') {
    const { id } = answer.body as Contract;
    expect((await partner.get(`/v1/contracts/${id}`)).body).toEqual(answer.body);
  }
  return outcome;
}

describe('CO-6 a suspension against POST /v1/contracts', () => {
  const prepare: Round[] = [];

  beforeAll(async () => {
    distributor = await world.as('distributor-one');
    for (let first = 0; first < raceRounds; first += atOnce)
      prepare.push(...(await Promise.all(Array.from({ length: atOnce }, (_, at) => prepared(first + at)))));
  }, 120_000);

  it(`the client is told that it is suspended, or its contract is active and counts for nothing from the mark on (${raceRounds} rounds)`, async () => {
    const outcomes: string[] = [];
    for (let first = 0; first < raceRounds; first += atOnce)
      outcomes.push(...(await Promise.all(prepare.slice(first, first + atOnce).map((round) => race(round)))));
    const active = outcomes.filter((outcome) => outcome === 'active').length;
    console.log(`of ${outcomes.length} contracts, ${active} were active before the mark reached them`);
    expect(active).toBeGreaterThan(0);
    expect(active).toBeLessThan(outcomes.length);
  }, 300_000);
});
