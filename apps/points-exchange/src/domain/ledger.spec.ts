import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { genesisHash, hashOf } from '@reservoir/points-ledger';
import { accountOf, aLot, noon } from '../testing/points.fixtures.js';
import { emptyAccount } from './account.js';
import { movement, post } from './ledger.js';
import { newLot } from './lot.js';

const occasion = { kind: 'grant', reference: 'lot-1', at: noon } as const;
const parts = (points: number) => [{ lotId: 'lot-1', points }];
const fresh = newLot({ ...aLot(), points: 10 });

describe('PT-1 the ledger', () => {
  const first = post(
    emptyAccount('partner-gold'),
    [fresh],
    occasion,
    movement(parts(10), 'issued', 'available'),
  );
  const second = post(first.account, first.lots, occasion, movement(parts(4), 'available', 'held'));

  it('counts a partner’s transactions from 1, and gives account and lots after each', () => {
    expect(second.account).toMatchObject({
      id: 'partner-gold',
      available: 6,
      held: 4,
      issued: -10,
      version: 2,
    });
    expect(second.lots).toMatchObject([{ id: 'lot-1', remaining: 6, held: 4, version: 2 }]);
    expect([first, second].map(({ transaction }) => transaction.number)).toEqual([1, 2]);
    expect(first.transaction.id).not.toBe(second.transaction.id);
    expect(second.transaction.postings).toEqual([
      { account: 'available', points: -4 },
      { account: 'held', points: 4 },
    ]);
  });

  it('chains them: each carries the hash of the one before', () => {
    expect(first.transaction.previousHash).toBe(genesisHash);
    expect(second.transaction.previousHash).toBe(first.transaction.hash);
    expect(second.account.hash).toBe(second.transaction.hash);
    expect(hashOf(second.transaction)).toBe(second.transaction.hash);
  });

  it('tells of lots that had nothing before what they were, so that entries alone can be replayed', () => {
    expect(first.transaction.opens).toMatchObject([{ id: 'lot-1', points: 10, remaining: 0 }]);
    expect(second.transaction.opens).toEqual([]);
  });

  it('dates none before the one that stands before it', () => {
    const early = { ...occasion, at: plusMs(noon, -1) };
    const third = post(second.account, second.lots, early, movement(parts(1), 'available', 'expired'));
    expect(third.transaction.at).toBe(noon);
    expect(third.account.at).toBe(noon);
  });

  it('refuses a lot that was not loaded: a bug', () =>
    expect(() => post(accountOf(aLot()), [], occasion, movement(parts(1), 'available', 'spent'))).toThrow(
      'not loaded',
    ));

  it.each(['available', 'held'] as const)('refuses to overdraw what is %s: a bug', (account) => {
    const lot = aLot({ remaining: 5, held: 5, points: 10 });
    const take = (points: number) => () =>
      post(accountOf(lot), [lot], occasion, movement(parts(points), account, 'spent'));
    expect(take(5)).not.toThrow();
    expect(take(6)).toThrow('PT-1');
  });
});
