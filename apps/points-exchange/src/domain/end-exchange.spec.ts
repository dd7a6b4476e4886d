import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { accountOf, aLot, anExchange, midnight, noon } from '../testing/points.fixtures.js';
import { capture, giveBack } from './end-exchange.js';
import { giveUp } from './exchange.js';

const march = aLot({ id: 'march', points: 600, remaining: 0, held: 600 });
const june = aLot({ id: 'june', remaining: 650, held: 350, points: 1000, expiresAt: midnight('2027-06-30') });
const exchange = anExchange({
  burns: [
    { lotId: 'march', points: 600 },
    { lotId: 'june', points: 350 },
  ],
});
const held = { account: accountOf(march, june), exchange, lots: [june, march] };
const reason = { code: 'exchange-abandoned', rule: 'PT-4', detail: 'given up' };

describe('PT-4 an exchange that was minted', () => {
  it('spends what it held', () => {
    const { state, events } = capture(held, 'pool-lot-1', noon);
    expect(state.exchange).toMatchObject({
      state: 'captured',
      lotId: 'pool-lot-1',
      reason: null,
      endedAt: noon,
      version: 2,
    });
    expect(state.account).toMatchObject({ available: 650, held: 0, version: 6 });
    expect(state.lots).toMatchObject([
      { id: 'march', held: 0, spent: 600 },
      { id: 'june', remaining: 650, held: 0, spent: 350 },
    ]);
    expect(state.transaction.postings).toEqual([
      { account: 'held', points: -950 },
      { account: 'spent', points: 950 },
    ]);
    expect(events).toEqual([{ type: 'exchange-captured', ...state }]);
  });

  it('PT-5 is honoured after its lots are over (worked case 18)', () =>
    expect(capture(held, 'pool-lot-1', midnight('2028-01-01')).state.account).toMatchObject({
      available: 650,
      held: 0,
    }));
});

describe('PT-4 an exchange that never will be minted', () => {
  it('gives back what it held, to the lots that it came from', () => {
    const { state, events } = giveBack(held, reason, noon);
    expect(state.exchange).toMatchObject({ state: 'voided', lotId: null, reason, endedAt: noon, version: 2 });
    expect(state.account).toMatchObject({ available: 1600, held: 0 });
    expect(state.lots).toMatchObject([{ remaining: 600 }, { remaining: 1000 }]);
    expect(state.transaction.postings).toEqual([
      { account: 'held', points: -950 },
      { account: 'available', points: 950 },
    ]);
    expect(events).toEqual([{ type: 'exchange-voided', ...state }]);
  });

  it.each([
    ['just before', plusMs(march.expiresAt, -1), 600, [['available', 950]]],
    ['at', march.expiresAt, 0, [['available', 350], ['expired', 600]]], // prettier-ignore
    ['after both of', june.expiresAt, 0, [['expired', 950]]],
  ] as const)('PT-5 %s the expiry of a lot (worked case 18)', (_, now, remaining, landed) => {
    const { state } = giveBack(held, reason, now);
    expect(state.lots[0]).toMatchObject({ id: 'march', remaining, expired: 600 - remaining, held: 0 });
    expect(state.transaction.postings).toEqual([
      { account: 'held', points: -950 },
      ...landed.map(([account, points]) => ({ account, points })),
    ]);
  });

  it('of no points posts zeros', () => {
    const free = { account: accountOf(), exchange: anExchange({ burns: [], totalPoints: 0 }), lots: [] };
    expect(giveBack(free, reason, noon).state.transaction.postings).toEqual([
      { account: 'held', points: 0 },
      { account: 'available', points: 0 },
    ]);
  });
});

describe('PT-4 giving up', () => {
  const { deadline } = exchange;

  it('happens at the deadline, and sets the next one', () => {
    expect(giveUp(exchange, deadline, plusMs(deadline, -1), 1000)).toBeUndefined();
    expect(giveUp(exchange, deadline, deadline, 1000)).toEqual({
      ...exchange,
      deadline: plusMs(deadline, 1000),
      version: 2,
    });
  });

  it('is nothing the second time, for an ended exchange, and for none', () => {
    const again = { ...exchange, deadline: plusMs(deadline, 1000) };
    expect(giveUp(again, deadline, plusMs(deadline, 5000), 1000)).toBeUndefined();
    expect(giveUp({ ...exchange, state: 'captured' }, deadline, deadline, 1000)).toBeUndefined();
    expect(giveUp(undefined, deadline, deadline, 1000)).toBeUndefined();
  });
});
