import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf, endOfTerm, epochMs, instant, plusDays, startOfDay, utcDay } from '@reservoir/kernel';
import { type Api, bodyOf } from '@reservoir/tools/platform';
import { assignmentOf, purchaseEvent } from '../world.js';
import { advance, clock, tap, world } from './sandbox.js';

let gold: Api;
beforeAll(async () => {
  gold = await world.as('partner-gold');
});

/** What has happened: the kind, when it was due, and when the clock showed it. */
const happened = () =>
  tap.records.flatMap(({ headers, value }) => {
    const kind = headers['ce_type']!.split('.')[2]!;
    const data = JSON.parse(String(value)) as {
      readonly state?: string;
      readonly deadline?: string;
      readonly at?: string;
      readonly contract?: { readonly periods: readonly { readonly start: string }[] };
    };
    const time = headers['ce_time']!;
    if (kind === 'transfer-request-changed' && data.state === 'expired')
      return [{ kind, due: data.deadline!, time }];
    if (kind === 'contract-expiring' || kind === 'contract-expired' || kind === 'contract-period-started')
      return [{ kind, due: data.at!, time }];
    if (kind === 'lot-expired' || kind === 'points-expired') return [{ kind, due: dues[kind], time }];
    if (kind !== 'contract-renewed') return [];
    const start = data.contract!.periods.at(-1)!.start;
    return [{ kind, due: startOfDay(plusDays(utcDay(start), -7)), time }];
  });

const today = dayOf(instant(Date.now()));
const dues = {
  'lot-expired': startOfDay(plusDays(today, 90)) as string,
  'points-expired': startOfDay(plusDays(today, 200)) as string,
};

/** A contract that renews itself, licences of a month, points, and a request to move: all of them with a time that comes. */
async function thingsToCome(): Promise<void> {
  const points = {
    ...{ orderId: 'points', line: '1', partnerId: 'partner-gold', points: 100 },
    ...{ purchasedAt: instant(Date.now()), expiresAt: dues['points-expired'] },
  };
  const event = {
    specversion: '1.0',
    id: 'points',
    source: '/shop',
    type: 'orders.points-purchased.v1',
    data: points,
  };
  await world.publish(
    purchaseEvent('annual', { quantity: 12, purchasedAt: instant(Date.now()) }),
    purchaseEvent('monthly', { quantity: 3, term: 'M1', purchasedAt: instant(Date.now()) }),
    {
      key: 'partner-gold',
      value: JSON.stringify(event),
      headers: { 'content-type': 'application/cloudevents+json' },
    },
  );
  for (const order of ['annual', 'monthly', 'points'])
    expect((await world.receipts('partner-gold', order))[0]?.outcome).toBe('accepted');
  bodyOf(
    await gold.send('POST', '/v1/contracts', assignmentOf('customer-one', { quantity: 6 })),
    'a contract',
  );
  const mover = await world.as('customer-two');
  const asked = await mover.send('POST', '/v1/companies/customer-two/transfer-requests', {
    toId: 'partner-silver',
  });
  bodyOf(asked, 'a request to move');
}

describe('CO-10: an operator advances the clock of the sandbox', () => {
  afterAll(async () => {
    // What was renewed would look every hour, in a week of the years to come, for licences that nobody buys.
    const service = '/v1/customers/customer-one/services/endpoint-security';
    bodyOf(await gold.send('PATCH', service, { autoRenew: { on: false } }), service);
  });

  it('for nobody else, never back, and by 5 years at most', async () => {
    const by = { by: 'P1D' };
    expect((await gold.send('POST', '/v1/sandbox/clock:advance', by)).status).toBe(403);
    const refusals = [{ to: '2020-01-01T00:00:00Z' }, { by: 'P6Y' }].map(async (target) =>
      world.operator.send('POST', '/v1/sandbox/clock:advance', target),
    );
    expect((await Promise.all(refusals)).map(({ body }) => (body as { code: string }).code)).toEqual([
      'clock-goes-forward',
      'clock-target-too-far',
    ]);
    expect((await world.operator.send('POST', '/v1/sandbox/clock:advance', { by: 'a year' })).status).toBe(
      400,
    );
  }, 60_000);

  it('CT-8: in a year, all that was due happens in due order, whoever of those who do it is killed', async () => {
    await thingsToCome();
    const before = await clock();
    const target = startOfDay(plusDays(endOfTerm(today, 'Y1'), 1));
    const killed: string[] = [];
    const { operation, shown } = await advance({ to: target }, (stops) => {
      const next = (['companies', 'contracts'] as const)[killed.length];
      if (next === undefined || stops < 3 + 2 * killed.length) return;
      killed.push(next);
      world.platform.services.get(next)!.signal('SIGKILL');
      void world.platform.startReplica(next, 7);
    });
    expect(operation).toMatchObject({ state: 'succeeded', problem: null });
    expect(killed).toEqual(['companies', 'contracts']);
    expect(shown).toEqual([...shown].sort());
    const after = await clock();
    expect(after.advance).toBeNull();
    expect(after.now >= target && before.now < shown[0]!).toBe(true);
    const all = happened();
    const kinds = all.map(({ kind }) => kind).sort();
    expect(kinds.filter((kind) => kind === 'contract-expiring').length).toBeGreaterThan(1);
    expect(kinds.filter((kind) => kind !== 'contract-expiring')).toEqual([
      'contract-period-started',
      'contract-renewed',
      'lot-expired',
      'points-expired',
      'transfer-request-changed',
    ]);
    // Each happened while the clock stood where it was due: so all of them in due order.
    const late = all.filter(
      ({ due, time }) => time < due || epochMs(instant(time)) - epochMs(instant(due)) > 120_000,
    );
    expect(late).toEqual([]);
  }, 240_000);

  it('whoever starts later shows the same time: it never goes back', async () => {
    const { now } = await clock();
    const replica = await world.platform.startReplica('catalog', 8);
    await replica.ready();
    const told = /"now":"([^"]+)"[^\n]*SANDBOX is on|SANDBOX is on[^\n]*"now":"([^"]+)"/.exec(
      replica.lastLines(1000),
    );
    expect(told?.[1] ?? told?.[2]).toMatch(/^\d{4}-/);
    expect((told?.[1] ?? told?.[2] ?? '') >= now).toBe(true);
  }, 60_000);
});
