import { describe, expect, it } from '@jest/globals';
import { endOfTerm, utcDay } from '@reservoir/kernel';
import { alignedEnd } from './aligned-end.js';
import { anchorOfEnd } from './anchor-of-end.js';

const natural = { start: utcDay('2026-03-31'), end: utcDay('2027-03-31') };
const ends: Readonly<Record<string, string>> = { 'contract-2': '2027-01-15' };
const endOf = (id: string) => (ends[id] === undefined ? undefined : utcDay(ends[id]));

describe('CT-15 align end', () => {
  it.each([
    [{ monthEnd: '2027-02' }, '2027-03-01', 1],
    [{ monthEnd: '2026-12' }, '2027-01-01', 1],
    [{ contractId: 'contract-2' }, '2027-01-15', 15],
  ])('to %j: %s, with that day as its anchor (CT-3)', (to, end, anchorDay) =>
    expect(alignedEnd(natural, to, endOf)).toEqual({ ok: true, value: { end, anchorDay } }),
  );

  it('may be the natural end itself', () =>
    expect(
      alignedEnd({ ...natural, end: utcDay('2027-03-01') }, { monthEnd: '2027-02' }, endOf),
    ).toMatchObject({
      ok: true,
    }));

  it.each([
    [{ monthEnd: '2027-03' }, 'align-too-late'],
    [{ monthEnd: '2026-02' }, 'align-too-early'],
    [{ contractId: 'contract-3' }, 'unknown-contract'],
  ])('to %j is refused: %s', (to, code) =>
    expect(alignedEnd(natural, to, endOf)).toMatchObject({ ok: false, error: { code, rule: 'CT-15' } }),
  );
});

describe('CT-3 the anchor belongs to the period', () => {
  it('sequence 13: a module from 31 Mar, cut to 1 Mar, is renewed to 1 Mar: no year of 396 days', () => {
    const cut = utcDay('2027-03-01');
    const anchor = anchorOfEnd({ end: natural.end, anchorDay: 31 }, cut);
    expect(endOfTerm(cut, 'Y1', anchor)).toBe('2028-03-01');
    expect(endOfTerm(cut, 'Y1', 31)).toBe('2028-03-31');
  });

  it('sequence 14: a deleted period takes its anchor away: the next one starts from the anchor of the period that is left', () => {
    const present = { end: utcDay('2027-03-31'), anchorDay: 31 };
    const aligned = { end: utcDay('2028-03-01'), anchorDay: 1 };
    expect(endOfTerm(present.end, 'Y1', present.anchorDay)).toBe('2028-03-31');
    expect(endOfTerm(present.end, 'Y1', aligned.anchorDay)).toBe('2028-03-01');
  });

  it('an end that nothing moved keeps the anchor beyond a short month', () =>
    expect(anchorOfEnd({ end: utcDay('2025-02-28'), anchorDay: 29 }, utcDay('2025-02-28'))).toBe(29));
});
