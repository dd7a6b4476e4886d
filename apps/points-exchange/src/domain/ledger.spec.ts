import { describe, expect, it } from '@jest/globals';
import { accountOf, aLot, noon } from '../testing/points.fixtures.js';
import { emptyAccount } from './account.js';
import { move, post } from './ledger.js';

const occasion = { kind: 'grant', reference: 'lot-1', at: noon } as const;

describe('PT-1 the ledger', () => {
  it('counts a partner’s transactions from 1, and gives the account after each', () => {
    const first = post(emptyAccount('partner-gold'), [], occasion, move(10, 'issued', 'available'));
    const second = post(first.account, [], occasion, move(4, 'available', 'held'));
    expect(second.account).toEqual({ id: 'partner-gold', available: 6, held: 4, version: 2 });
    expect([first, second].map(({ transaction }) => transaction.number)).toEqual([1, 2]);
    expect(first.transaction.id).not.toBe(second.transaction.id);
    expect(second.transaction.postings).toEqual([
      { account: 'available', points: -4 },
      { account: 'held', points: 4 },
    ]);
  });

  it('refuses to post what does not sum to 0: a bug', () =>
    expect(() => post(accountOf(aLot()), [], occasion, [{ account: 'available', points: 1 }])).toThrow(
      'PT-1',
    ));

  it.each(['available', 'held'] as const)('refuses to overdraw what is %s: a bug', (account) => {
    const exactly = accountOf(aLot({ remaining: 5, held: 5, points: 10 }));
    expect(() => post(exactly, [], occasion, move(5, account, 'spent'))).not.toThrow();
    expect(() => post(exactly, [], occasion, move(6, account, 'spent'))).toThrow('PT-1');
  });
});
