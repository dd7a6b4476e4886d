import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Instant, plusMs } from '@reservoir/kernel';
import type { Account } from '../domain/account.js';
import { exchangeIdOf } from '../domain/exchange.js';
import { type PointsOrder, lotIdOf } from '../domain/grant.js';
import type { Quote } from '../domain/quote.js';
import { portsOverMap } from '../testing/memory-points.js';
import {
  aPartner,
  aPointsPrice,
  aPriceList,
  anAssortment,
  anOrder,
  at,
  midnight,
  noon,
  secure,
  userOf,
} from '../testing/points.fixtures.js';
import { acceptQuote } from './accept-quote.js';
import { endExchange } from './end-exchange.js';
import { endReversal } from './end-reversal.js';
import { giveUpExchange } from './give-up-exchange.js';
import { purchasePoints } from './purchase-points.js';
import { rememberFact } from './remember-fact.js';
import { requestQuote } from './request-quote.js';
import { reverseExchange } from './reverse-exchange.js';
import { settleExpired } from './settle-expired.js';

const partnerId = 'partner-gold';
const actor = userOf(partnerId);
const giveUpAfterMs = 300_000;
const refusal = { code: 'exchange-abandoned', rule: 'PT-4', detail: 'given up' };
const march: PointsOrder = anOrder({ line: '1', points: 600, expiresAt: midnight('2027-03-31') });
const june: PointsOrder = anOrder({ line: '2', points: 1000, expiresAt: midnight('2027-06-30') });

let documents: Map<string, unknown>;
const portsAt = (now: Instant) => portsOverMap(documents, now);
const account = (): Account | undefined => portsAt(noon).accounts.find(partnerId);
const lot = (order: PointsOrder) => portsAt(noon).lots.find(lotIdOf(order));

beforeEach(() => {
  documents = new Map();
  const ports = portsAt(noon);
  ports.companies.save(aPartner());
  ports.assortments.save(anAssortment());
  ports.prices.save(aPriceList());
  for (const order of [march, june]) purchasePoints(order, ports, noon);
});

function quoteAt(now: Instant, quantity = 100): Quote {
  const wish = { quoteId: `quote ${now}`, partnerId, actor, sku: secure, term: 'Y1', quantity } as const;
  const quoted = requestQuote(wish, portsAt(now), now);
  if (!quoted.ok) throw new Error(quoted.error.detail);
  return quoted.value;
}
const accept = (quoteId: string, now: Instant) =>
  acceptQuote({ quoteId, partnerId, actor, operationId: 'op-1', giveUpAfterMs }, portsAt(now), now);
const minted = (exchangeId: string, now: Instant) =>
  endExchange({ exchangeId, partnerId, minted: true, lotId: 'pool-lot-1' }, portsAt(now), now);
async function reversed(exchangeId: string, quantity: number): Promise<void> {
  const reversalId = `reversal of ${quantity}`;
  const asked = { exchangeId, partnerId, actor, quantity, reversalId, operationId: null };
  const begun = reverseExchange({ ...asked, askAgainAfterMs: giveUpAfterMs }, portsAt(noon), noon);
  if (!begun.ok) throw new Error(begun.error.detail);
  await endReversal({ exchangeId, partnerId, reversalId, taken: true, quantity }, portsAt(noon), noon);
}
const notMinted = (exchangeId: string, now: Instant) =>
  endExchange({ exchangeId, partnerId, minted: false, refusal }, portsAt(now), now);

describe('PT-7 GOLD −5 %, 10 points × 100 licences', () => {
  it('is quoted at 950, and burns 600 of March and 350 of June', async () => {
    const { id, totalPoints } = quoteAt(noon);
    expect(totalPoints).toBe(950);
    await accept(id, noon);
    await minted(exchangeIdOf(id), noon);
    expect(lot(march)).toMatchObject({ remaining: 0, spent: 600 });
    expect(lot(june)).toMatchObject({ remaining: 650, spent: 350 });
    expect(account()).toMatchObject({ available: 650, held: 0 });
  });

  it('PT-6 reversing 40 returns 380: 350 to June, 30 to March; the other 60 the rest', async () => {
    const { id } = quoteAt(noon);
    await accept(id, noon);
    await minted(exchangeIdOf(id), noon);
    await reversed(exchangeIdOf(id), 40);
    expect(lot(june)).toMatchObject({ remaining: 1000, spent: 0 });
    expect(lot(march)).toMatchObject({ remaining: 30, spent: 570 });
    await reversed(exchangeIdOf(id), 60);
    expect(account()).toMatchObject({ available: 1600, held: 0, spent: 0 });
  });
});

describe('worked case 18: points expire at midnight with an exchange held since 23:59', () => {
  const before = at('23:59:00', '2027-03-30');
  const after = midnight('2027-03-31');
  let exchangeId: string;

  beforeEach(async () => {
    const { id } = quoteAt(before, 50); // 475 of 600
    await accept(id, before);
    exchangeId = exchangeIdOf(id);
  });

  it('PT-5 what is not held expires at midnight', () => {
    const events = settleExpired(partnerId, portsAt(after));
    expect(events).toMatchObject([{ type: 'points-expired', transaction: { at: after } }]);
    expect(lot(march)).toMatchObject({ remaining: 0, held: 475, expired: 125 });
    expect(account()).toMatchObject({ available: 1000, held: 475 });
    expect(settleExpired(partnerId, portsAt(after))).toEqual([]);
  });

  it('the exchange is honoured', async () => {
    await minted(exchangeId, plusMs(after, 60_000));
    expect(lot(march)).toMatchObject({ remaining: 0, held: 0, spent: 475, expired: 125 });
    expect(account()).toMatchObject({ available: 1000, held: 0 });
  });

  it('voided, its points expire too', async () => {
    const outcome = await notMinted(exchangeId, plusMs(after, 60_000));
    expect(outcome).toMatchObject({ events: [{ type: 'points-expired' }, { type: 'exchange-voided' }] });
    expect(lot(march)).toMatchObject({ remaining: 0, held: 0, spent: 0, expired: 600 });
    expect(account()).toMatchObject({ available: 1000, held: 0 });
  });

  it('PT-3 no later exchange burns them, though no job has marked them', async () => {
    const { id } = quoteAt(after, 106); // 1007 of 1000
    expect((await accept(id, after)).result).toMatchObject({
      error: { code: 'points-short', errors: [{ asked: 1007, available: 1000 }] },
    });
  });
});

describe('worked case 19: minting fails after the hold', () => {
  it('given up: the pool is asked to abandon it, and only its answer voids the exchange', async () => {
    const { id } = quoteAt(noon);
    await accept(id, noon);
    const exchangeId = exchangeIdOf(id);
    const deadline = plusMs(noon, giveUpAfterMs);
    const giveUp = (now: Instant) =>
      giveUpExchange({ exchangeId, deadline, giveUpAfterMs }, portsAt(now), now);
    expect(giveUp(plusMs(deadline, -1))).toBeUndefined();
    expect(giveUp(deadline)).toMatchObject({ state: 'held' });
    expect(giveUp(deadline)).toBeUndefined();
    expect(account()).toMatchObject({ available: 650, held: 950 });
    await notMinted(exchangeId, plusMs(deadline, 1000));
    expect(account()).toMatchObject({ available: 1600, held: 0 });
    expect(lot(march)).toMatchObject({ remaining: 600 });
  });

  it('minted after all, in answer to the abandonment: captured', async () => {
    const { id } = quoteAt(noon);
    await accept(id, noon);
    const exchangeId = exchangeIdOf(id);
    const late = plusMs(noon, giveUpAfterMs);
    giveUpExchange({ exchangeId, deadline: late, giveUpAfterMs }, portsAt(late), late);
    await minted(exchangeId, plusMs(late, 1000));
    expect(account()).toMatchObject({ available: 650, held: 0 });
  });

  it('the same answer again changes nothing; the opposite one is a contradiction', async () => {
    const { id } = quoteAt(noon);
    await accept(id, noon);
    const exchangeId = exchangeIdOf(id);
    await notMinted(exchangeId, noon);
    const voided = account();
    expect(await notMinted(exchangeId, noon)).toEqual({ kind: 'known' });
    expect(await minted(exchangeId, noon)).toMatchObject({ kind: 'contradiction' });
    expect(account()).toEqual(voided);
  });

  it('answers to what nobody asked, or of another partner, are contradictions', async () => {
    const { id } = quoteAt(noon);
    await accept(id, noon);
    expect(await minted('unheard-of', noon)).toMatchObject({ kind: 'contradiction' });
    const foreign = {
      exchangeId: exchangeIdOf(id),
      partnerId: 'partner-silver',
      minted: true,
      lotId: 'l',
    } as const;
    expect(await endExchange(foreign, portsAt(noon), noon)).toMatchObject({ kind: 'contradiction' });
  });
});

describe('worked case 20: the rate changes between quote and acceptance', () => {
  const newRates = aPriceList({ points: [aPointsPrice({ points: 20 })], version: 8 });

  it('the quote holds until it expires, then it is over', async () => {
    const first = quoteAt(noon);
    const second = quoteAt(plusMs(noon, 1));
    rememberFact(newRates, portsAt(noon).prices);
    expect(quoteAt(plusMs(noon, 2))).toMatchObject({ totalPoints: 1900, rateVersion: 8 });
    const { result } = await accept(first.id, plusMs(first.expiresAt, -1));
    expect(result).toMatchObject({ value: { exchange: { totalPoints: 950 } } });
    expect((await accept(second.id, second.expiresAt)).result).toMatchObject({
      error: { code: 'quote-expired', rule: 'PT-3' },
    });
  });

  it('an older price list that comes late is ignored', () => {
    rememberFact(newRates, portsAt(noon).prices);
    rememberFact(aPriceList(), portsAt(noon).prices);
    expect(quoteAt(noon).rateVersion).toBe(8);
  });
});

describe('worked case 3 for points', () => {
  it('PO-3 the same line five times is one lot; with another content it is refused', () => {
    const order = anOrder({ line: '3' });
    const kinds = [1, 2, 3, 4, 5].map(() => purchasePoints(order, portsAt(noon), noon).kind);
    expect(kinds).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(purchasePoints({ ...order, points: 999 }, portsAt(noon), noon)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'order-line-changed', rule: 'PO-3' },
    });
    expect(account()).toMatchObject({ available: 2600, version: 3 });
  });

  it('points that are over before they come expire with their grant', () => {
    const outcome = purchasePoints(anOrder({ line: '3', expiresAt: noon }), portsAt(noon), noon);
    expect(outcome).toMatchObject({ events: [{ type: 'points-granted' }, { type: 'points-expired' }] });
    expect(account()).toMatchObject({ available: 1600, version: 4 });
  });

  it('PT-9 outside the programme, and for nobody, it misses news that may come', () => {
    const { companies } = portsAt(noon);
    companies.save(aPartner({ id: 'outside', pointsProgramme: false }));
    companies.save(aPartner({ id: 'distributor-one', type: 'distributor' }));
    const outcomeFor = (of: string) =>
      purchasePoints(anOrder({ line: of, partnerId: of }), portsAt(noon), noon);
    expect(outcomeFor('nobody')).toMatchObject({ kind: 'missing', refusal: { code: 'unknown-partner' } });
    expect(outcomeFor('outside')).toMatchObject({
      kind: 'missing',
      refusal: { code: 'not-in-points-programme' },
    });
    expect(outcomeFor('distributor-one')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'unknown-partner' },
    });
  });
});
