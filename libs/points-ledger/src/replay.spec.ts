import { describe, expect, it } from '@jest/globals';
import { instant, plusMs } from '@reservoir/kernel';
import { asOf, checkpointEvery, emptyLedger, isCheckpoint, replay } from './replay.js';
import { anyLedger, ledgerOf } from './testing/ledger.fixtures.js';

describe('PT-1 a replay', () => {
  it('gives balances and open lots after every entry', () => {
    expect(replay(emptyLedger, anyLedger.slice(0, 4))).toMatchObject({
      number: 4,
      hash: anyLedger[3]?.hash,
      balances: { available: 650, held: 0, issued: -1600, spent: 950 },
      lots: [{ id: 'b', remaining: 650, spent: 350 }],
    });
    expect(replay(emptyLedger, anyLedger)).toMatchObject({
      balances: { available: 1030, spent: 570 },
      lots: [
        { id: 'b', remaining: 1000, spent: 0 },
        { id: 'a', points: 600, remaining: 30, spent: 570 },
      ],
    });
  });

  it('goes on from any state, and from nowhere else', () => {
    const middle = replay(emptyLedger, anyLedger.slice(0, 3));
    expect(replay(middle, anyLedger.slice(3))).toEqual(replay(emptyLedger, anyLedger));
    expect(() => replay(middle, anyLedger.slice(4))).toThrow('does not follow');
    const holed = { ...middle, lots: [] };
    expect(() => replay(holed, anyLedger.slice(3))).toThrow('not open');
  });
});

describe('PT-5 points as of an instant', () => {
  const ledger = ledgerOf([['a', 'issued', 'available', 600]], [['a', 'available', 'held', 475]]);
  const end = instant('2027-01-01T00:00:00Z');
  const state = replay(emptyLedger, ledger);

  it('are over at the expiry itself, entered or not; what is held is not', () => {
    expect(asOf(state, plusMs(end, -1))).toMatchObject({
      balances: { available: 125, held: 475, expired: 0 },
    });
    expect(asOf(state, end)).toMatchObject({
      balances: { available: 0, held: 475, expired: 125 },
      lots: [{ id: 'a', remaining: 0, held: 475, expired: 125 }],
    });
  });
});

describe('a checkpoint', () => {
  it('is taken after every 256 entries, and less often where more lots are open', () => {
    const after = (openLots: number) =>
      [1, 2, 3, 4, 8].map((n) => n * checkpointEvery).filter((number) => isCheckpoint(number, openLots));
    expect(isCheckpoint(255, 0)).toBe(false);
    expect(after(256)).toEqual([256, 512, 768, 1024, 2048]);
    expect(after(257)).toEqual([512, 1024, 2048]);
    expect(after(1025)).toEqual([2048]);
  });
});
