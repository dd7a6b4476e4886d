import { describe, expect, it } from '@jest/globals';
import { plusDays, plusMs, startOfDay } from '@reservoir/kernel';
import { eventually } from '@reservoir/testing';
import { noonOf, withDaysLeft } from './calendar.js';
import { Desk, product } from './desk.js';
import { days, played, soon, timeToPlay } from './playing.js';
import { told } from './told.js';

describe('worked case 12 (CT-6, CT-11): what cannot be grouped or renewed', () => {
  it(
    'monthly with annual is refused; so is a renewal with 400 days left',
    played(async (until) => {
      const desk = await Desk.open('case-12');
      await Promise.all([desk.buy(10), desk.buy(10, { term: 'M1' }), desk.buy(20, { term: 'Y2' })]);
      const annual = await desk.assign(10);
      const monthly = await desk.assignMore(10, annual, { term: 'M1' });
      const group = { contractIds: [annual.id, monthly.id] };
      expect(await desk.api.send('POST', '/v1/contracts:group', group)).toMatchObject({
        status: 409,
        body: { code: 'mixed-term-classes', rule: 'CT-11' },
      });
      const ofTwoYears = await desk.assign(10, { term: 'Y2' });
      await until(withDaysLeft(400, plusDays(days.begin, 731)));
      expect(await desk.asks(ofTwoYears, 'renew')).toMatchObject({
        status: 409,
        body: { code: 'too-early', rule: 'CT-6', errors: [{ daysLeft: 400 }] },
      });
      expect(await desk.counts(product, 'Y2')).toMatchObject({ available: 10, assigned: 10 });
    }),
    timeToPlay,
  );
});

describe('worked case 13 (CT-7): auto-renew 50 with 49 in the pool', () => {
  it(
    'nothing in part, notice, expiry at the end, grace of 7 days',
    played(async (until) => {
      const desk = await Desk.open('case-13');
      await desk.buy(99);
      // A day long: it is to be renewed at once, and looked at 12 times instead of 168 until it ends.
      const monthEnd = days.begin.slice(0, 7);
      const contract = await desk.assign(50, { autoRenew: { on: true }, alignEnd: { monthEnd } });
      const end = startOfDay(days.march);
      expect(contract).toMatchObject({ quantity: 50, end: days.march });
      const notices = () =>
        told('notice-given').filter(({ customerId }) => customerId === contract.customerId);
      const short = `50 asked, 49 available in ${product} Y1`;
      await eventually(
        () =>
          expect(notices()).toMatchObject([
            { notice: { code: 'not-renewed', rule: 'CT-7', detail: expect.stringContaining(short) } },
          ]),
        soon,
      );
      expect(await desk.counts()).toMatchObject({ available: 49, reserved: 0, assigned: 50 });
      expect(await desk.contract(contract)).toMatchObject({ state: 'active', future: null });
      await until(noonOf(days.march));
      expect(await desk.contract(contract)).toMatchObject({
        state: 'expired',
        endedAt: end,
        graceUntil: plusDays(days.march, 7),
      });
      expect(await desk.entitled(contract, plusMs(end, -1))).toBe(50);
      expect(await desk.entitled(contract, end)).toBe(0);
      expect(await desk.counts()).toMatchObject({ available: 49, assigned: 0, retired: 50 });
      expect(notices()).toHaveLength(1);
      expect(await desk.asks(contract, 'renew')).toMatchObject({
        status: 409,
        body: { code: 'contract-over' },
      });
    }),
    timeToPlay,
  );
});

describe('worked case 14 (CT-5, CT-14): trials beside a commercial product', () => {
  it(
    'one of another product in the family is allowed; a second trial is refused',
    played(async () => {
      const desk = await Desk.open('case-14');
      await desk.buy(5);
      const { customerId } = await desk.assign(5);
      const trial = {
        ...{ customerId, product: 'edr-standalone', protectionModel: null, mode: 'trial', quantity: 3 },
        ...{ addOns: [], managedServices: [], managementModel: 'client', autoRenew: { on: false } },
      };
      const first = await desk.api.send('POST', '/v1/contracts', trial);
      expect(first).toMatchObject({
        status: 201,
        body: { state: 'active', mode: 'trial', end: plusDays(days.begin, 30) },
      });
      expect(await desk.api.send('POST', '/v1/contracts', trial)).toMatchObject({
        status: 409,
        body: { code: 'trial-running', rule: 'CT-14' },
      });
    }),
    timeToPlay,
  );
});
