import { describe, expect, it } from '@jest/globals';
import { idFor, plusMs } from '@reservoir/kernel';
import { published } from '@reservoir/testing/handlers';
import { exchangeDesk, exchangeId, pool, shortOf } from '../../testing/exchange-desk.js';
import { portsOverMap } from '../../testing/memory-points.js';
import { aQuote, midnight, noon, secure, userOf } from '../../testing/points.fixtures.js';

const here = exchangeDesk();

describe('request-quote', () => {
  it('PT-3 publishes the quote, and answers with it', () => {
    const id = idFor('points-quote', 'op-1');
    const { distributorId: _, ...quote } = aQuote({ id });
    expect(published(here.desk.request())).toEqual([
      {
        type: 'reservoir.points-exchange.quote-changed.v1',
        key: 'partner-gold',
        sequence: 1,
        data: { quote },
      },
      {
        type: 'reservoir.points-exchange.operation-completed.v1',
        key: 'op-1',
        data: {
          operationId: 'op-1',
          outcome: 'succeeded',
          resource: { kind: 'points-quotes', id },
          refusal: null,
          requires: [{ kind: 'points-quotes', id, version: 1 }],
        },
      },
    ]);
  });

  it('CA-6 answers a refusal', () =>
    expect(published(here.desk.request({ sku: 'edr' }))).toMatchObject([
      { data: { outcome: 'refused', refusal: { code: 'sku-not-sold' }, requires: [] } },
    ]));

  it('of a partner just created waits for the news of it, 5 s', () => {
    const newcomer = { partnerId: 'partner-new', actor: userOf('partner-new') };
    expect(here.desk.request(newcomer, plusMs(noon, 4999)).disposition.kind).toBe('parked');
    expect(published(here.desk.request(newcomer, plusMs(noon, 5000)))).toMatchObject([
      { data: { refusal: { code: 'unknown-partner' } } },
    ]);
  });

  it('CO-8 of a foreign partner is refused at once', () =>
    expect(published(here.desk.request({ partnerId: 'partner-new' }))).toMatchObject([
      { data: { refusal: { code: 'unknown-partner', rule: 'CO-8' } } },
    ]));
});

describe('accept-quote', () => {
  it('PT-4 holds the points and asks the pool to mint; nothing is answered yet', async () => {
    const context = await here.desk.accept();
    expect(shortOf(context)).toEqual([
      'points-exchange.points-held',
      'points-exchange.quote-changed',
      'license-pool.mint-licenses',
    ]);
    const [held, quote, mint] = published(context);
    expect(held).toMatchObject({ key: 'partner-gold', sequence: 2, data: { exchange: { state: 'held' } } });
    expect(quote).toMatchObject({ sequence: 2, data: { quote: { state: 'accepted' } } });
    expect(mint).toEqual({
      type: 'reservoir.license-pool.mint-licenses.v1',
      key: `partner-gold:${secure}:Y1`,
      data: { pool, exchangeId, distributorId: 'distributor-one', quantity: 100 },
    });
  });

  it('PT-3 refused after its end, with what expired meanwhile published all the same', async () => {
    const late = await here.desk.accept({}, aQuote().expiresAt);
    expect(published(late)).toMatchObject([{ data: { refusal: { code: 'quote-expired', rule: 'PT-3' } } }]);
    portsOverMap(here.desk.documents, noon).quotes.save(aQuote({ expiresAt: midnight('2028-01-01') }));
    const tooLate = await here.desk.accept({}, midnight('2027-03-31'));
    expect(shortOf(tooLate)).toEqual([
      'points-exchange.points-expired',
      'points-exchange.operation-completed',
    ]);
  });

  it.each(['security-admin', 'monitoring'] as const)('CO-7 is refused to %s', async (role) =>
    expect(published(await here.desk.accept({ actor: userOf('partner-gold', role) }))).toMatchObject([
      { data: { refusal: { code: 'role-not-allowed' } } },
    ]),
  );
});
