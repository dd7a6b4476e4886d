import { describe, expect, it } from '@jest/globals';
import { plusDays, utcDay } from '@reservoir/kernel';
import { aBatch, by, holding, today, withDaysLeft } from '../../testing/batches.fixtures.js';
import { licencesIn } from '../batch.js';
import { sevenDays } from './recovery-policy.js';
import { type Removal, removal } from './removal.js';

const counts = ({ back, retired }: Removal) => [licencesIn(back), licencesIn(retired)];

describe('PO-6 the recovery formula', () => {
  it.each([
    [100, 'Y1', 200, 54, 46],
    [20, 'Y3', 700, 12, 8],
    [10, 'Y1', 300, 8, 2],
    [1, 'Y1', 364, 0, 1],
    [100, 'Y1', 1, 0, 100],
  ] as const)('%i × %s with %i days left: %i back, %i retired', (quantity, term, daysLeft, back, retired) =>
    expect(counts(removal(withDaysLeft(quantity, term, daysLeft), quantity, by()))).toEqual([back, retired]),
  );

  it('spells the arithmetic out, line by line', () =>
    expect(removal(withDaysLeft(100, 'Y1', 200), 100, by()).lines).toEqual([
      {
        contractId: 'contract-1',
        period: 'present',
        sku: 'edr',
        term: 'Y1',
        termDays: 365,
        licences: 100,
        daysLeft: 200,
        mode: 'prorated',
        debtPaid: 0,
        bankBefore: 0,
        bankAfter: 20_000 - 54 * 365,
        back: 54,
        retired: 46,
        formula: '⌊100 × 200 ÷ 365⌋: 54 back, 46 retired',
      },
    ]));

  it('takes the last drawn first, and of these the first go back', () => {
    const end = plusDays(today, 200);
    const batches = [
      aBatch({ lotId: 'old', quantity: 3 }),
      aBatch({ lotId: 'new', quantity: 2, date: utcDay('2026-04-01'), termDays: 365 }),
      aBatch({ lotId: 'newest', quantity: 2, date: utcDay('2026-04-01'), termDays: 365 }),
    ];
    const { taken, back, retired } = removal(holding(batches, { end }), 5, by());
    expect(taken).toEqual([
      { batch: 2, quantity: 2 },
      { batch: 1, quantity: 2 },
      { batch: 0, quantity: 1 },
    ]);
    expect(back).toEqual([{ lotId: 'newest', term: 'Y1', quantity: 2 }]);
    expect(retired).toEqual([
      { lotId: 'new', term: 'Y1', quantity: 2 },
      { lotId: 'old', term: 'Y1', quantity: 1 },
    ]);
  });

  it('runs once per term and term days', () => {
    const batches = [
      aBatch({ quantity: 1, termDays: 365 }),
      aBatch({ quantity: 1, termDays: 366 }),
      aBatch({ quantity: 1, termDays: 365 }),
    ];
    const { lines } = removal(holding(batches, { end: plusDays(today, 200) }), 3, by());
    expect(lines.map(({ termDays, licences, back }) => [termDays, licences, back])).toEqual([
      [365, 2, 1],
      [366, 1, 0],
    ]);
  });

  it.each(['commercial', 'trial'] as const)('M1 and trials recover nothing under any policy: %s', (mode) => {
    const policy = [{ untilDay: null, mode: 'full' as const }];
    const monthly = withDaysLeft(mode === 'trial' ? 0 : 5, 'M1', 20, {}, { mode });
    expect(removal(monthly, mode === 'trial' ? 0 : 5, by({ policy }))).toMatchObject({
      back: [],
      usedFull: false,
    });
  });

  it('counts from the start of a period that is still to come', () => {
    const start = plusDays(today, 10);
    const contract = holding([aBatch({ date: today })], { end: plusDays(start, 365) });
    const [present] = contract.periods;
    expect(counts(removal({ ...contract, periods: [{ ...present, start }] }, 10, by()))).toEqual([10, 0]);
  });
});

describe('case 8 (PO-6): cancel 10', () => {
  it.each([
    ['on the first day, with 365 days in the span', '2026-03-01', 0, 10],
    ['on the second day, with 365', '2026-03-01', 1, 9],
    ['on the first day, with 366', '2027-03-01', 0, 10],
    ['on the second day, with 366', '2027-03-01', 1, 9],
  ] as const)('%s: day %s + %i: %i back', (_, first, later, back) => {
    const date = utcDay(first);
    const batch = aBatch({ date });
    const contract = holding([batch], { end: plusDays(date, batch.termDays) });
    const [came] = counts(removal(contract, 10, by({ today: plusDays(date, later) })));
    expect(came).toBe(back);
  });

  it('100 on the last day: 0 back', () =>
    expect(counts(removal(withDaysLeft(100, 'Y1', 1), 100, by()))).toEqual([0, 100]));
});

describe('case 9 (PO-6): cancel 1 licence with 364 days left', () =>
  it('0 back, and the line says so', () =>
    expect(removal(withDaysLeft(1, 'Y1', 364), 1, by()).lines[0]?.formula).toBe(
      '⌊1 × 364 ÷ 365⌋: 0 back, 1 retired',
    )));

describe('sequence 4 (PO-6): a span with 29 February', () =>
  it('cancelled and reassigned every day gives a day away no more', () => {
    let stock = 100;
    for (let day = utcDay('2027-03-01'); stock > 0 && day < '2027-06-01'; day = plusDays(day, 1)) {
      const batch = aBatch({ quantity: stock, date: day });
      const contract = holding([batch], { end: plusDays(day, batch.termDays) });
      const [back = 0] = counts(removal(contract, stock, by({ today: plusDays(day, 1) })));
      expect(back).toBeLessThan(stock);
      stock = back;
    }
  }));

describe('PO-8 recovery policies', () => {
  const policy = sevenDays;
  const onDay = (day: number, changes = {}, fullAllowed = true) =>
    removal(
      withDaysLeft(10, 'Y1', 366 - day, { date: plusDays(today, 1 - day), termDays: 365, ...changes }),
      10,
      by({ policy, fullAllowed }),
    );

  it.each([
    [1, 10, true],
    [7, 10, true],
    [8, 0, false],
  ])('the preset of 7 days: on day %i %i come back', (day, back, usedFull) =>
    expect({ counts: counts(onDay(day)), usedFull: onDay(day).usedFull }).toEqual({
      counts: [back, 10 - back],
      usedFull,
    }),
  );

  it('day 1 is the start of a period that starts after the draw', () => {
    const contract = holding([aBatch({ date: plusDays(today, -100) })], { end: plusDays(today, 365) });
    const [present] = contract.periods;
    const renewed = { ...contract, periods: [{ ...present, start: today }] as const };
    expect(counts(removal(renewed, 10, by({ policy })))).toEqual([10, 0]);
  });

  it('what was grouped counts as prorated', () =>
    expect(onDay(7, { grouped: true })).toMatchObject({ usedFull: false, lines: [{ back: 9 }] }));

  it('full once in 90 days, prorated otherwise', () =>
    expect(onDay(7, {}, false)).toMatchObject({ usedFull: false, lines: [{ mode: 'prorated', back: 9 }] }));

  it('what no step names gives nothing back', () =>
    expect(
      counts(removal(withDaysLeft(10, 'Y1', 200), 10, by({ policy: [{ untilDay: 7, mode: 'full' }] }))),
    ).toEqual([0, 10]));

  it('a renewed group that had a debt of 18 days: 4 of 19 come back in full, and pay it all the same (CT-11, invariant 10)', () => {
    const renewed = withDaysLeft(19, 'Y2', 725, { date: plusDays(today, -5) }, { debt: 18 });
    const gone = removal(renewed, 4, by({ policy: sevenDays }));
    expect([counts(gone), gone.debt, gone.lines[0]?.debtPaid]).toEqual([[4, 0], 0, 18]);
  });

  it('full and prorated beside each other are lines of their own', () => {
    const mixed = [
      { untilDay: 7, mode: 'full' as const },
      { untilDay: null, mode: 'prorated' as const },
    ];
    const batches = [aBatch({ quantity: 5 }), aBatch({ quantity: 5, date: today, termDays: 365 })];
    const { lines } = removal(holding(batches, { end: plusDays(today, 304) }), 10, by({ policy: mixed }));
    expect(lines.map(({ mode, back, formula }) => [mode, back, formula])).toEqual([
      ['full', 5, '5 × Y1 in full: 5 back, 0 retired'],
      ['prorated', 4, '⌊5 × 304 ÷ 365⌋: 4 back, 1 retired'],
    ]);
  });
});
