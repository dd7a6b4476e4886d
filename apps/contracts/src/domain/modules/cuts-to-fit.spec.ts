import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plusDays, utcDay } from '@reservoir/kernel';
import { breachesOf } from './breaches.js';
import { type ModuleRuns, cutsToFit } from './cuts-to-fit.js';
import type { Run } from './runs.js';

const today = utcDay('2026-03-01');
const day = (n: number) => plusDays(today, n);
const run = (quantity: number, from: number, to: number): Run => ({
  start: day(from),
  end: day(to),
  quantity,
});
const module = (id: string, present: Run, future?: Run): ModuleRuns => ({
  id,
  runs: future ? [present, future] : [present],
});
const nothing = { end: null, futureEnd: null, present: 0, future: 0 };

describe('CT-13 a module within its product', () => {
  it('passes on the boundary', () =>
    expect(breachesOf([run(20, 0, 365)], [run(20, 0, 365)], today)).toEqual([]));

  it('sequence 11: product 14 to day 200 and 20 to day 365, module 24 to 365: broken at day 200', () =>
    expect(breachesOf([run(14, 0, 200), run(20, 0, 365)], [run(24, 0, 365)], today)).toEqual([
      { from: day(200), licences: 24, most: 20 },
    ]));

  it('is broken where the product ends a day before it', () =>
    expect(breachesOf([run(20, 0, 364)], [run(1, 0, 365)], today)).toEqual([
      { from: day(364), licences: 1, most: 0 },
    ]));

  it('what is past does not count', () =>
    expect(breachesOf([run(20, -5, 365)], [run(30, -9, -5), run(20, -9, 365)], today)).toEqual([]));
});

describe('CT-13 cascade', () => {
  it('case 16: module 30 on a product reduced to 20: 10 leave', () =>
    expect(cutsToFit([run(20, 0, 365)], [module('m', run(30, 0, 365))], today)).toEqual([
      { ...nothing, contractId: 'm', present: 10 },
    ]));

  it('sequence 11: the excess of a later day leaves today', () =>
    expect(cutsToFit([run(14, 0, 200), run(20, 0, 365)], [module('m', run(24, 0, 365))], today)).toEqual([
      { ...nothing, contractId: 'm', present: 4 },
    ]));

  it('ends first, without recovery', () =>
    expect(cutsToFit([run(20, 0, 200)], [module('m', run(20, 0, 365))], today)).toEqual([
      { ...nothing, contractId: 'm', end: day(200) },
    ]));

  it('sequence 9: a renewal that put the module a day past the product is cut by the day', () =>
    expect(
      cutsToFit([run(5, 0, 365), run(5, 365, 1460)], [module('m', run(5, 0, 365), run(5, 365, 1461))], today),
    ).toEqual([{ ...nothing, contractId: 'm', futureEnd: day(1460) }]));

  it('a future period past the product comes back whole', () =>
    expect(cutsToFit([run(20, 0, 365)], [module('m', run(20, 0, 365), run(20, 365, 730))], today)).toEqual([
      { ...nothing, contractId: 'm', future: 20 },
    ]));

  it('an excess in the future leaves the present as it is', () =>
    expect(
      cutsToFit(
        [run(30, 0, 365), run(20, 365, 730)],
        [module('m', run(30, 0, 365), run(30, 365, 730))],
        today,
      ),
    ).toEqual([{ ...nothing, contractId: 'm', future: 10 }]));

  it('newest module contract first', () =>
    expect(
      cutsToFit([run(20, 0, 365)], [module('new', run(8, 0, 365)), module('old', run(20, 0, 365))], today),
    ).toEqual([{ ...nothing, contractId: 'new', present: 8 }]));

  it('CT-9 goes whole when the product is over today', () =>
    expect(cutsToFit([], [module('m', run(20, 0, 365), run(20, 365, 730))], today)).toEqual([
      { ...nothing, contractId: 'm', present: 20, future: 20 },
    ]));

  it('leaves no breach, and cuts nothing that fits', () => {
    const runs = fc
      .tuple(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: -5, max: 3 }),
        fc.integer({ min: 4, max: 12 }),
      )
      .map(([quantity, from, to]) => run(quantity, from, to));
    const modules = fc.tuple(
      runs,
      fc.option(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }))),
    );
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 4 }), fc.array(modules, { maxLength: 4 }), (product, them) => {
        const held = them.map(([present, future], index) =>
          module(
            `m${index}`,
            present,
            future
              ? { start: present.end, end: plusDays(present.end, future[1]), quantity: future[0] }
              : undefined,
          ),
        );
        const cuts = cutsToFit(product, held, today);
        const after = held.flatMap(({ id, runs: [present, future] }) => {
          const cut = cuts.find((one) => one.contractId === id) ?? nothing;
          const left = { ...present, end: cut.end ?? present.end, quantity: present.quantity - cut.present };
          const next = future && {
            ...future,
            end: cut.futureEnd ?? future.end,
            quantity: future.quantity - cut.future,
          };
          return next ? [left, next] : [left];
        });
        expect(breachesOf(product, after, today)).toEqual([]);
        if (
          breachesOf(
            product,
            held.flatMap(({ runs: [a, b] }) => (b ? [a, b] : [a])),
            today,
          ).length === 0
        )
          expect(cuts).toEqual([]);
      }),
    );
  });
});
