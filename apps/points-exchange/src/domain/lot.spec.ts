import { describe, expect, it } from '@jest/globals';
import { type Instant, plusMs } from '@reservoir/kernel';
import { aLot, at, midnight, noon } from '../testing/points.fixtures.js';
import { newLot, noticeAfter, noticeDueBy } from './lot.js';
import { notify } from './notice.js';

const end = midnight('2027-03-31');
const day = (days: number): Instant => plusMs(end, -days * 86_400_000);

describe('PT-8 notices of points that expire', () => {
  it('are due 60, 30 and 7 days before', () => {
    expect(noticeAfter(end, noon)).toBe(day(60));
    expect(noticeAfter(end, plusMs(day(60), -1))).toBe(day(60));
    expect(noticeAfter(end, day(60))).toBe(day(30));
    expect(noticeAfter(end, day(30))).toBe(day(7));
    expect(noticeAfter(end, day(7))).toBeNull();
    expect(noticeDueBy(end, plusMs(day(60), -1))).toBeUndefined();
    expect([60, 30, 7].map((days) => noticeDueBy(end, day(days)))).toEqual([60, 30, 7]);
  });

  it('begin with the first that is due after the grant', () => {
    const { source, partnerId } = aLot();
    const terms = { id: 'new', partnerId, source, points: 5, priority: 1, expiresAt: end };
    expect(newLot({ ...terms, grantedAt: day(20) }).noticeAt).toBe(day(7));
    expect(newLot({ ...terms, grantedAt: day(3) }).noticeAt).toBeNull();
  });

  const lot = aLot({ expiresAt: end, noticeAt: day(60) });

  it('are given once each, with what is left', () => {
    expect(notify(lot, day(60), plusMs(day(60), -1))).toBeUndefined();
    const first = notify(lot, day(60), day(60));
    expect(first).toMatchObject({
      lot: { noticeAt: day(30), version: 2 },
      notice: { daysBefore: 60, dueAt: day(60), lot: { remaining: 1000 } },
    });
    expect(notify(first!.lot, day(60), day(60))).toBeUndefined();
    expect(notify(undefined, day(60), day(60))).toBeUndefined();
  });

  it('CT-8 that are late: the latest stands for those before it', () =>
    expect(notify(lot, day(60), day(6))).toMatchObject({
      lot: { noticeAt: null },
      notice: { daysBefore: 7, dueAt: day(60) },
    }));

  it('are none of a lot that is empty or over', () => {
    const empty = aLot({ remaining: 0, points: 5, spent: 5, expiresAt: end, noticeAt: day(60) });
    expect(notify(empty, day(60), day(60))).toMatchObject({ lot: { noticeAt: day(30) }, notice: undefined });
    expect(notify(lot, day(60), end)).toMatchObject({ lot: { noticeAt: null }, notice: undefined });
    expect(notify(lot, day(60), at('00:00:00', '2028-01-01'))?.notice).toBeUndefined();
  });
});
