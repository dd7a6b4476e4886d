import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { type LedgerEntry, beginning, verifyEntries } from '@reservoir/points-ledger';
import { acceptQuote } from '../application/accept-quote.js';
import { endExchange } from '../application/end-exchange.js';
import { endReversal } from '../application/end-reversal.js';
import type {
  Assortments,
  Companies,
  Exchanges,
  LedgerPorts,
  PriceLists,
  Quotes,
  Retirements,
} from '../application/ports.js';
import { purchasePoints } from '../application/purchase-points.js';
import { reverseExchange } from '../application/reverse-exchange.js';
import { settleExpired } from '../application/settle-expired.js';
import { exchangeIdOf } from '../domain/exchange.js';
import { lotIdOf } from '../domain/grant.js';
import { aPartner, aQuote, anOrder, at, midnight, noon, userOf } from './points.fixtures.js';

/** Every port of the service, bound to one unit of work. */
export interface PointsPorts extends LedgerPorts {
  readonly companies: Companies;
  readonly assortments: Assortments;
  readonly prices: PriceLists;
  readonly retirements: Retirements;
  readonly quotes: Quotes;
  readonly exchanges: Exchanges;
}

/** What to load, by store. */
export type PointsNeeds = Readonly<Record<string, readonly unknown[]>>;

/** An implementation of the ports, under test. */
export interface PointsHarness {
  /** Loads what is needed, decides, and saves, as one unit; again when others wrote in between. */
  readonly run: <T>(
    needs: PointsNeeds,
    now: Instant,
    decide: (ports: PointsPorts) => T | Promise<T>,
  ) => Promise<T>;
  /** The partner's transactions, in any order. */
  readonly ledger: (partnerId: string) => Promise<readonly LedgerEntry[]>;
}

const partnerId = 'partner-gold';
const account = { companies: [partnerId], accounts: [partnerId], lots: [{ dueOf: partnerId }] };
const lotsToo = (...ids: readonly string[]) => ({
  ...account,
  lots: [{ dueOf: partnerId }, ...ids.map((id) => ({ id }))],
});
const followUp = { partnerId, actor: userOf(partnerId), operationId: 'op-1', giveUpAfterMs: 300_000 };

/** What every implementation of the ports does. Each case asks for collections of its own. */
export function pointsSuite(name: string, harness: () => Promise<PointsHarness>): void {
  /** Collections with the partner, and one order line for each number of points, each expiring a day after the other. */
  async function withPoints(...points: readonly number[]): Promise<PointsHarness> {
    const points_ = await harness();
    const orders = points.map((count, n) =>
      anOrder({ line: String(n), points: count, expiresAt: dayOf2027(n) }),
    );
    await points_.run(lotsToo(...orders.map(lotIdOf)), noon, (ports) => {
      ports.companies.save(aPartner());
      for (const order of orders) purchasePoints(order, ports, noon);
    });
    return points_;
  }
  const lotOf = (n: number) => lotIdOf(anOrder({ line: String(n) }));

  describe(`points in ${name}`, () => {
    it('give back what was saved, whole', async () => {
      const { run } = await withPoints(600, 1000);
      await run(lotsToo(lotOf(0)), noon, ({ accounts, lots }) => {
        expect(accounts.find(partnerId)).toMatchObject({
          available: 1600,
          held: 0,
          issued: -1600,
          version: 2,
        });
        expect(lots.find(lotOf(0))).toMatchObject({ points: 600, remaining: 600, expiresAt: dayOf2027(0) });
      });
    });

    it('PT-2 read in burn order only as many lots as are needed', async () => {
      const { run } = await withPoints(...Array.from({ length: 450 }, () => 1));
      const asked = (points: number) =>
        run(account, noon, async ({ lots }) =>
          (await lots.inBurnOrder(partnerId, points)).map(({ id }) => id),
        );
      expect(await asked(3)).toEqual(expect.arrayContaining([lotOf(0), lotOf(1), lotOf(2)]));
      expect((await asked(3)).slice(0, 3)).toEqual([lotOf(0), lotOf(1), lotOf(2)]);
      expect((await asked(401)).slice(0, 401)).toEqual(Array.from({ length: 401 }, (_, n) => lotOf(n)));
      expect(await asked(1000)).toHaveLength(450);
    });

    it('PT-2 never give more than 1001 lots', async () => {
      const { run } = await withPoints(...Array.from({ length: 1100 }, () => 1));
      const lots = await run(account, noon, (ports) => ports.lots.inBurnOrder(partnerId, 1100));
      expect(lots).toHaveLength(1001);
    });

    it('PT-3 leave out a lot at the instant at which it is over, and find it due', async () => {
      const { run } = await withPoints(5, 7);
      const lotsAt = (now: Instant) =>
        run(account, now, async ({ lots }) => ({
          open: (await lots.inBurnOrder(partnerId, 12)).map(({ points }) => points),
          due: lots.due(partnerId).map(({ points }) => points),
        }));
      expect(await lotsAt(at('23:59:59.999', '2027-01-01'))).toEqual({ open: [5, 7], due: [] });
      expect(await lotsAt(dayOf2027(0))).toEqual({ open: [7], due: [5] });
      expect(await lotsAt(dayOf2027(1))).toEqual({ open: [], due: [5, 7] });
    });

    it('see within a unit what it has changed: burnt, granted and expired lots', async () => {
      const { run } = await withPoints(5, 7, 9);
      await run(lotsToo(lotOf(9)), dayOf2027(0), async (ports) => {
        settleExpired(partnerId, ports);
        expect(ports.lots.due(partnerId)).toEqual([]);
        ports.quotes.save(aQuote({ totalPoints: 8, expiresAt: dayOf2027(1) }));
        await acceptQuote({ ...followUp, quoteId: 'quote-1' }, ports, dayOf2027(0));
        purchasePoints(anOrder({ line: '9', points: 3, priority: 0 }), ports, dayOf2027(0));
        const left = await ports.lots.inBurnOrder(partnerId, 100);
        expect(left.map(({ remaining }) => remaining)).toEqual([3, 8]);
      });
    });

    it('PO-3 the same order line 20 times at once is credited once', async () => {
      const { run, ledger } = await withPoints();
      const order = anOrder({ line: 'contested' });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          run(lotsToo(lotIdOf(order)), noon, (ports) => purchasePoints(order, ports, noon).kind),
        ),
      );
      expect(outcomes.filter((kind) => kind === 'accepted')).toHaveLength(1);
      expect(outcomes.filter((kind) => kind === 'duplicate')).toHaveLength(19);
      expect(await ledger(partnerId)).toHaveLength(1);
    });

    it('20 exchanges at once for the last points: one wins, and the ledger has no gap', async () => {
      const { run, ledger } = await withPoints(600, 350);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, async (_, n) =>
          run({ ...account, quotes: [`quote-${n}`] }, noon, async (ports) => {
            ports.quotes.save(aQuote({ id: `quote-${n}` }));
            const { result } = await acceptQuote({ ...followUp, quoteId: `quote-${n}` }, ports, noon);
            return result.ok ? 'held' : result.error.code;
          }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'points-short')).toHaveLength(19);
      const numbers = (await ledger(partnerId)).map(({ number }) => number);
      expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3]);
    });

    it('PT-3 one quote accepted 20 times at once makes one exchange', async () => {
      const { run } = await withPoints(10_000);
      await run({ quotes: ['quote-1'] }, noon, ({ quotes }) => quotes.save(aQuote()));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          run({ ...account, quotes: ['quote-1'] }, noon, async (ports) => {
            const { result } = await acceptQuote({ ...followUp, quoteId: 'quote-1' }, ports, noon);
            return result.ok ? 'held' : result.error.code;
          }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'quote-accepted')).toHaveLength(19);
    });

    it('PT-4 an exchange that is held in one unit is ended in another', async () => {
      const { run, ledger } = await withPoints(600, 1000);
      await run({ ...account, quotes: ['quote-1'] }, noon, async (ports) => {
        ports.quotes.save(aQuote());
        await acceptQuote({ ...followUp, quoteId: 'quote-1' }, ports, noon);
      });
      const exchangeId = exchangeIdOf('quote-1');
      const ended = await run({ ...account, exchanges: [exchangeId] }, noon, (ports) =>
        endExchange({ exchangeId, partnerId, minted: true, lotId: 'pool-lot' }, ports, noon),
      );
      expect(ended).toMatchObject({ kind: 'ended', exchange: { state: 'captured', lotId: 'pool-lot' } });
      await run({ ...lotsToo(lotOf(0), lotOf(1)), exchanges: [exchangeId] }, noon, (ports) => {
        expect(ports.accounts.find(partnerId)).toMatchObject({ available: 650, held: 0, version: 4 });
        expect(ports.lots.find(lotOf(0))).toMatchObject({ remaining: 0, held: 0, spent: 600 });
        expect(ports.lots.find(lotOf(1))).toMatchObject({ remaining: 650, held: 0, spent: 350 });
      });
      const sums = (await ledger(partnerId)).map(({ postings }) =>
        postings.reduce((sum, { points }) => sum + points, 0),
      );
      expect(sums).toEqual([0, 0, 0, 0]);
    });

    it('PT-6 20 reversals of one exchange at once: one is begun, and ended in another unit', async () => {
      const { run, ledger } = await withPoints(600, 1000);
      const exchangeId = exchangeIdOf('quote-1');
      await run({ ...account, quotes: ['quote-1'] }, noon, async (ports) => {
        ports.quotes.save(aQuote());
        await acceptQuote({ ...followUp, quoteId: 'quote-1' }, ports, noon);
        await endExchange({ exchangeId, partnerId, minted: true, lotId: 'pool-lot' }, ports, noon);
      });
      const needs = { ...account, exchanges: [exchangeId] };
      const asked = { ...followUp, exchangeId, quantity: 40, askAgainAfterMs: 1000 };
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          run(needs, noon, (ports) => {
            const begun = reverseExchange({ ...asked, reversalId: `reversal-${n}` }, ports, noon);
            return begun.ok ? 'begun' : begun.error.code;
          }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'reversal-in-flight')).toHaveLength(19);
      const answer = { exchangeId, partnerId, reversalId: `reversal-${outcomes.indexOf('begun')}` };
      const end = () =>
        run(needs, noon, (ports) => endReversal({ ...answer, taken: true, quantity: 40 }, ports, noon));
      expect(await end()).toMatchObject({ kind: 'reversed', exchange: { reversedPoints: 380 } });
      expect(await end()).toEqual({ kind: 'known' });
      await run({ ...lotsToo(lotOf(0), lotOf(1)), exchanges: [exchangeId] }, noon, (ports) => {
        expect(ports.accounts.find(partnerId)).toMatchObject({ available: 1030, spent: 570, version: 5 });
        expect(ports.lots.find(lotOf(0))).toMatchObject({ remaining: 30, spent: 570 });
        expect(ports.lots.find(lotOf(1))).toMatchObject({ remaining: 1000, spent: 0 });
      });
      const entries = [...(await ledger(partnerId))].sort((a, b) => a.number - b.number);
      expect(verifyEntries(beginning, entries)).toMatchObject({ ok: true, position: { number: 5 } });
    });

    it('a refusal leaves nothing behind', async () => {
      const { run, ledger } = await withPoints(949);
      await run({ ...account, quotes: ['quote-1'] }, noon, ({ quotes }) => quotes.save(aQuote()));
      await run({ ...account, quotes: ['quote-1'] }, noon, async (ports) => {
        const { result, events } = await acceptQuote({ ...followUp, quoteId: 'quote-1' }, ports, noon);
        expect(result).toMatchObject({ error: { code: 'points-short' } });
        expect(events).toEqual([]);
      });
      await run({ ...account, quotes: ['quote-1'], exchanges: [exchangeIdOf('quote-1')] }, noon, (ports) => {
        expect(ports.exchanges.find(exchangeIdOf('quote-1'))).toBeUndefined();
        expect(ports.quotes.find('quote-1')).toEqual(aQuote());
        expect(ports.accounts.find(partnerId)).toMatchObject({ available: 949, version: 1 });
      });
      expect(await ledger(partnerId)).toHaveLength(1);
    });
  });
}

/** 00:00 of 2 January 2027, and of the days after it. */
const dayOf2027 = (n: number): Instant =>
  midnight(new Date(Date.UTC(2027, 0, 2 + n)).toISOString().slice(0, 10));
