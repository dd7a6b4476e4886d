import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  clockSet,
  commitRefused,
  reservationAccepted,
  reservationCommitted,
  reservationReleased,
} from '@reservoir/messages';
import { type Tap, eventually, raceRounds, tapTopics } from '@reservoir/testing';
import { arrived, send } from '@reservoir/testing/service-process';
import { type Answer, type Api, bodyOf } from '@reservoir/tools/platform';
import type { Contract, Pool, Problem } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { clock, world } from './sandbox.js';

/** Rounds that run side by side: each has a customer of its own. */
const atOnce = 5;
const partnerId = 'partner-of-deadlines';
const [secure, addOn] = ['endpoint-security:secure-plus', 'patch-management'];
const reservedForMs = 15 * 60_000;
const stock = 1000;

let partner: Api;
let tap: Tap;

type Ended = Contract & { readonly activatedAt: string | null; readonly reason: Problem | null };

/** Sets all clocks ahead at once, whatever is in flight: an advance that an operator asks for would wait for it. */
const leapTo = async (aheadMs: number): Promise<void> =>
  send(world.topicPrefix.slice(0, -1), clockSet, { ask: randomUUID(), aheadMs, advance: null });

const assign = async (customerId: string): Promise<Answer> =>
  partner.send(
    'POST',
    '/v1/contracts',
    assignmentOf(customerId, { addOns: [addOn], autoRenew: { on: false } }),
  );

/** Whole, or nothing and told why; what the customer has says the same. */
async function outcomeOf(customerId: string, { status, body }: Answer): Promise<string> {
  const path = `/v1/contracts?customerId=${customerId}`;
  const { items } = bodyOf<{ readonly items: readonly Ended[] }>(await partner.get(path), 'contracts');
  const states = items.map(({ state }) => state);
  if (status === 201) {
    expect(states).toEqual(['active', 'active']);
    return 'done';
  }
  const { code, rule } = body as Problem;
  expect([status, code, rule]).toEqual(
    code === 'reservation-over' ? [409, code, 'PO-5'] : [409, 'assignment-timed-out', 'CT-4'],
  );
  expect(states).toEqual(['cancelled', 'cancelled']);
  for (const { activatedAt, reason } of items) expect([activatedAt, reason?.code]).toEqual([null, code]);
  return code;
}

/** Waits until the pools have reserved so often for these customers. */
const untilReserved = async (customers: readonly string[], times: number): Promise<void> =>
  eventually(
    () => {
      const all = arrived(tap, reservationAccepted).filter(({ holder }) =>
        customers.includes(holder.customerId),
      );
      if (all.length < times) throw new Error(`${all.length} of ${times} reservations`);
    },
    { timeoutMs: 30_000, everyMs: 5 },
  );

/** Assignments of two SKUs, and, when so many reservations are made, a leap that lets them live for a moment only. */
async function race(first: number, reservations: number): Promise<readonly string[]> {
  const customers = Array.from({ length: atOnce }, (_, n) => `deadline-${first + n}`);
  for (const id of customers) {
    const company = { id, type: 'customer', name: id, parentId: partnerId };
    bodyOf(await partner.send('POST', '/v1/companies', company), id);
  }
  const { now } = await clock();
  const aheadMs = Date.parse(now) - Date.now() + reservedForMs - (first % 4) * 20;
  const leaps = untilReserved(customers, reservations).then(async () => leapTo(aheadMs));
  const answers = await Promise.all(customers.map(assign));
  await leaps;
  return Promise.all(customers.map(async (id, n) => outcomeOf(id, answers[n] as Answer)));
}

/** Invariants 2 and 3: licences of whole assignments are assigned, all others are there again. */
async function poolsAgree(done: number): Promise<void> {
  for (const sku of [secure, addOn])
    await eventually(
      async () => {
        const pool = bodyOf<Pool>(await partner.get(`/v1/partners/${partnerId}/pools/${sku}/Y1`), sku);
        const assigned = 5 * done;
        expect(pool.counts).toMatchObject({ assigned, reserved: 0, available: stock - assigned });
      },
      { timeoutMs: 30_000 },
    );
}

/** Of each reservation: committed, or given back; a commit was refused because it was over, and then it was given back. */
function expectOneOutcomeEach(): void {
  const committed = arrived(tap, reservationCommitted).map(({ reservationId }) => reservationId);
  const over = arrived(tap, reservationReleased).map(({ reservationId }) => reservationId);
  expect(new Set([...committed, ...over]).size).toBe(committed.length + over.length);
  expect(arrived(tap, reservationAccepted)).toHaveLength(committed.length + over.length);
  for (const { reservationId, refusal } of arrived(tap, commitRefused)) {
    expect(refusal).toMatchObject({ code: 'reservation-over', rule: 'PO-5' });
    expect([over.includes(reservationId), committed.includes(reservationId)]).toEqual([true, false]);
  }
}

beforeAll(async () => {
  const distributor = await world.as('distributor-one');
  const company = { id: partnerId, type: 'partner', name: partnerId, parentId: 'distributor-one' };
  bodyOf(await distributor.send('POST', '/v1/companies', company), 'partner');
  partner = await world.as(partnerId);
  const bought = { partnerId, quantity: stock, purchasedAt: (await clock()).now };
  await world.publish(
    purchaseEvent('deadline-secure', bought),
    purchaseEvent('deadline-add-on', { ...bought, sku: addOn }),
  );
  for (const order of ['deadline-secure', 'deadline-add-on'])
    expect(await world.receipts(partnerId, order)).toMatchObject([{ outcome: 'accepted' }]);
  tap = await tapTopics(
    ...['contracts.commands.v1', 'license-pool.events.v1'].map((topic) => world.topicPrefix + topic),
  );
}, 60_000);

afterAll(() => tap.close());

describe(`PO-5 the deadline of a reservation against its commit, ${raceRounds} rounds`, () => {
  it('each reservation is committed or over, an assignment whole or undone, and who lost is told why', async () => {
    const outcomes: string[] = [];
    // Two for each assignment: after the first few most lose, after the last most win.
    while (outcomes.length < raceRounds)
      outcomes.push(...(await race(outcomes.length, 1 + (((outcomes.length * 3) / atOnce) % (2 * atOnce)))));
    const done = outcomes.filter((one) => one === 'done').length;
    await poolsAgree(done);
    await eventually(expectOneOutcomeEach, { timeoutMs: 30_000 });
    console.log('deadline against commit:', {
      done,
      undone: outcomes.length - done,
      refused: arrived(tap, commitRefused).length,
    });
    if (raceRounds >= 50) expect(done > 0 && done < outcomes.length).toBe(true);
  }, 600_000);
});
