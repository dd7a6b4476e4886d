import { describe, expect, it } from '@jest/globals';
import { plusDays } from '@reservoir/kernel';
import { noonOf, withDaysLeft } from './calendar.js';
import { Desk, module } from './desk.js';
import { days, played, timeToPlay } from './playing.js';

describe('worked case 8 (PO-6, CT-9): cancel 10 × Y1', () => {
  it(
    'on the first day 10 back, with 365 or 366 days in the span; on the second day 9; on the last day 0 of 100',
    played(async (until) => {
      const desk = await Desk.open('case-8');
      await desk.buy(120);
      const of365 = await desk.assign(10);
      expect(of365).toMatchObject({ start: days.begin, end: plusDays(days.begin, 365) });
      expect(await desk.cancels(of365)).toEqual({ back: 10, retired: 0 });
      const kept = await desk.assign(10);
      await until(noonOf(days.march));
      expect(await desk.cancels(kept)).toEqual({ back: 9, retired: 1 });
      const of366 = await desk.assign(10);
      expect(of366).toMatchObject({ start: days.march, end: plusDays(days.march, 366) });
      expect(await desk.cancels(of366)).toEqual({ back: 10, retired: 0 });
      const [keptToo, toTheLast] = [await desk.assign(10), await desk.assign(100)];
      await until(noonOf(plusDays(days.march, 1)));
      expect(await desk.cancels(keptToo)).toEqual({ back: 9, retired: 1 });
      await until(withDaysLeft(1, days.marchEnd));
      expect(await desk.cancels(toTheLast)).toEqual({ back: 0, retired: 100 });
    }),
    timeToPlay,
  );
});

describe('worked case 9 (PO-6, PO-7): cancel 1 licence with 364 days left', () => {
  it(
    '0 back, and the preview says so (CT-18)',
    played(async (until) => {
      const desk = await Desk.open('case-9');
      await desk.buy(1);
      const contract = await desk.assign(1);
      await until(withDaysLeft(364, days.end));
      const line = { licences: 1, daysLeft: 364, termDays: 365, back: 0, retired: 1 };
      expect(await desk.previewed(contract, 'cancel')).toMatchObject([
        { ...line, formula: '⌊1 × 364 ÷ 365⌋: 0 back, 1 retired' },
      ]);
      expect(await desk.counts()).toMatchObject({ available: 0, assigned: 1, retired: 0 });
      expect(await desk.cancels(contract)).toEqual({ back: 0, retired: 1 });
    }),
    timeToPlay,
  );
});

describe('worked case 10 (CT-6, CT-9): a renewed contract cancelled', () => {
  it(
    '10 × Y1 with 300 days left and their renewal: 8 + 10 back, 2 retired',
    played(async (until) => {
      const desk = await Desk.open('case-10');
      await desk.buy(20);
      const contract = await desk.assign(10);
      await until(withDaysLeft(300, days.end));
      expect(await desk.does(contract, 'renew')).toMatchObject({ future: { kind: 'renewal' } });
      expect(await desk.counts()).toMatchObject({ available: 0, assigned: 20 });
      expect(await desk.previewed(contract, 'cancel')).toMatchObject([
        { mode: 'prorated', back: 8, retired: 2 },
        { mode: 'future', back: 10, retired: 0 },
      ]);
      expect(await desk.cancels(contract)).toEqual({ back: 18, retired: 2 });
    }),
    timeToPlay,
  );
});

describe('worked case 11 (CT-11): a 1-year grouped with a 3-year contract, then cancelled', () => {
  it(
    'each allocation comes back by its own term',
    played(async (until) => {
      const desk = await Desk.open('case-11');
      await Promise.all([desk.buy(10), desk.buy(10, { term: 'Y3' })]);
      const one = await desk.assign(10);
      const three = await desk.assignMore(10, one, { term: 'Y3' });
      const group = await desk.groups(one, three);
      expect(group).toMatchObject({ quantity: 20, end: plusDays(days.begin, 731) });
      await until(withDaysLeft(300, days.end));
      const lines = await desk.previewed(group, 'cancel');
      expect(lines.map(({ term, termDays, daysLeft, back }) => [term, termDays, daysLeft, back])).toEqual([
        ['Y3', 1096, 666, 6],
        ['Y1', 365, 666, 10],
      ]);
      const ofThree = desk.recovered(async () => desk.does(group, 'cancel'), undefined, 'Y3');
      expect(await ofThree).toEqual({ back: 6, retired: 4 });
      expect(await desk.counts()).toMatchObject({ available: 10, assigned: 0, retired: 0 });
    }),
    timeToPlay,
  );
});

describe('worked case 16 (CT-13): module 30 on a product reduced to 20', () => {
  it(
    'refused; with cascade, module 20 and recovery of 10',
    played(async () => {
      const desk = await Desk.open('case-16');
      await Promise.all([desk.buy(30), desk.buy(30, { sku: module })]);
      const contract = await desk.assign(30, { addOns: [module] });
      expect(contract).toMatchObject({ quantity: 30, modules: [{ sku: module, quantity: 30 }] });
      const refused = await desk.asks(contract, 'seats', { remove: 10 });
      expect(refused).toMatchObject({ status: 409, body: { code: 'module-beyond-product', rule: 'CT-13' } });
      const cut = desk.recovered(
        async () => desk.does(contract, 'seats', { remove: 10, cascade: true }),
        module,
      );
      expect(await cut).toEqual({ back: 10, retired: 0 });
      expect(await desk.contract(contract)).toMatchObject({ quantity: 20, modules: [{ quantity: 20 }] });
      expect(await desk.counts(module)).toMatchObject({ available: 10, assigned: 20 });
    }),
    timeToPlay,
  );
});

describe('worked case 25 (PO-7): 100 single removals', () => {
  it(
    'with 200 days left recover 54 in all, as one removal of 100 does',
    played(async (until) => {
      const desk = await Desk.open('case-25');
      await desk.buy(200);
      const [oneByOne, atOnce] = [await desk.assign(100), await desk.assign(100)];
      await until(withDaysLeft(200, days.end));
      const singly = desk.recovered(async () => {
        for (let left = 100; left > 0; left -= 1) await desk.does(oneByOne, 'seats', { remove: 1 });
      });
      expect(await singly).toEqual({ back: 54, retired: 46 });
      const all = desk.recovered(async () => desk.does(atOnce, 'seats', { remove: 100 }));
      expect(await all).toEqual({ back: 54, retired: 46 });
      expect((await desk.contract(oneByOne)).state).toBe('cancelled');
    }),
    timeToPlay,
  );
});
