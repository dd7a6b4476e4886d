import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor, plusMs } from '@reservoir/kernel';
import {
  type DataOf,
  acceptQuote,
  expirePoints,
  giveUpExchange,
  licensesMinted,
  mintRefused,
  requestQuote,
} from '@reservoir/messages';
import { purchasePoints } from '../../application/purchase-points.js';
import { exchangeIdOf } from '../../domain/exchange.js';
import { lotIdOf } from '../../domain/grant.js';
import { commandContext, published } from '../../testing/command-context.js';
import { everyChunk, portsOverMap } from '../../testing/memory-points.js';
import {
  aPartner,
  aPriceList,
  aQuote,
  anAssortment,
  anOrder,
  at,
  midnight,
  noon,
  secure,
  userOf,
} from '../../testing/points.fixtures.js';
import { DueController } from './due.controller.js';
import { MintAnswersController } from './mint-answers.controller.js';
import { QuotesController } from './quotes.controller.js';

const giveUpAfterMs = 300_000;
const actor = userOf('partner-gold');
const exchangeId = exchangeIdOf('quote-1');
const pool = { partnerId: 'partner-gold', sku: secure, term: 'Y1' } as const;
const order = anOrder({ expiresAt: midnight('2027-03-31') });

let documents: Map<string, unknown>;
let quotes: QuotesController;
let answers: MintAnswersController;
let due: DueController;

beforeEach(() => {
  documents = new Map();
  const points = everyChunk(documents);
  quotes = new QuotesController(points, giveUpAfterMs);
  answers = new MintAnswersController(points);
  due = new DueController(points, giveUpAfterMs);
  const ports = portsOverMap(documents, noon);
  ports.companies.save(aPartner());
  ports.assortments.save(anAssortment());
  ports.prices.save(aPriceList());
  ports.quotes.save(aQuote());
  purchasePoints(order, ports, noon);
});

function request(differing: Partial<DataOf<typeof requestQuote>> = {}, now = noon) {
  const command = { ...pool, quantity: 100, actor, ...differing };
  const context = commandContext(requestQuote, command, now);
  quotes.request(command, context);
  return context;
}
async function accept(differing: Partial<DataOf<typeof acceptQuote>> = {}, now = noon) {
  const command = { partnerId: 'partner-gold', quoteId: 'quote-1', actor, ...differing };
  const context = commandContext(acceptQuote, command, now);
  await quotes.accept(command, context);
  return context;
}
async function minted() {
  const answer = { pool, exchangeId, lotId: 'pool-lot-1', poolVersion: 4 };
  const context = commandContext(licensesMinted, answer, noon, { operationId: null });
  await answers.minted(answer, context);
  return context;
}
async function refused() {
  const refusal = { code: 'exchange-abandoned', rule: 'PT-4', detail: 'given up' };
  const answer = { pool, exchangeId, refusal };
  const context = commandContext(mintRefused, answer, noon, { operationId: null });
  await answers.refused(answer, context);
  return context;
}
const shortOf = (context: Parameters<typeof published>[0]) =>
  published(context).map(({ type }) => type.replace(/^reservoir\.|\.v1$/g, ''));

describe('request-quote', () => {
  it('PT-3 publishes the quote, and answers with it', () => {
    const id = idFor('points-quote', 'op-1');
    const { distributorId: _, ...quote } = aQuote({ id });
    expect(published(request())).toEqual([
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
    expect(published(request({ sku: 'edr' }))).toMatchObject([
      { data: { outcome: 'refused', refusal: { code: 'sku-not-sold' }, requires: [] } },
    ]));

  it('of a partner just created waits for the news of it, 5 s', () => {
    const newcomer = { partnerId: 'partner-new', actor: userOf('partner-new') };
    expect(request(newcomer, plusMs(noon, 4999)).disposition.kind).toBe('parked');
    expect(published(request(newcomer, plusMs(noon, 5000)))).toMatchObject([
      { data: { refusal: { code: 'unknown-partner' } } },
    ]);
  });

  it('CO-8 of a foreign partner is refused at once', () =>
    expect(published(request({ partnerId: 'partner-new' }))).toMatchObject([
      { data: { refusal: { code: 'unknown-partner', rule: 'CO-8' } } },
    ]));
});

describe('accept-quote', () => {
  it('PT-4 holds the points and asks the pool to mint; nothing is answered yet', async () => {
    const context = await accept();
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
    const late = await accept({}, aQuote().expiresAt);
    expect(published(late)).toMatchObject([{ data: { refusal: { code: 'quote-expired', rule: 'PT-3' } } }]);
    portsOverMap(documents, noon).quotes.save(aQuote({ expiresAt: midnight('2028-01-01') }));
    const tooLate = await accept({}, midnight('2027-03-31'));
    expect(shortOf(tooLate)).toEqual([
      'points-exchange.points-expired',
      'points-exchange.operation-completed',
    ]);
  });

  it.each(['security-admin', 'monitoring'] as const)('CO-7 is refused to %s', async (role) =>
    expect(published(await accept({ actor: userOf('partner-gold', role) }))).toMatchObject([
      { data: { refusal: { code: 'role-not-allowed' } } },
    ]),
  );
});

describe('the pool’s answer', () => {
  beforeEach(async () => {
    await accept();
  });

  it('PT-4 mint-accepted captures, and answers with every version that a reader must see', async () => {
    const context = await minted();
    expect(shortOf(context)).toEqual([
      'points-exchange.exchange-captured',
      'points-exchange.operation-completed',
    ]);
    expect(published(context)[1]?.data).toEqual({
      operationId: 'op-1',
      outcome: 'succeeded',
      resource: { kind: 'points-exchanges', id: exchangeId },
      refusal: null,
      requires: [
        { kind: 'points-accounts', id: 'partner-gold', version: 3 },
        { kind: 'points-exchanges', id: exchangeId, version: 2 },
        { kind: 'pools', id: `partner-gold:${secure}:Y1`, version: 4 },
      ],
    });
  });

  it('PT-4 mint-refused voids, and answers with the pool’s reason', async () => {
    const context = await refused();
    expect(shortOf(context)).toEqual([
      'points-exchange.exchange-voided',
      'points-exchange.operation-completed',
    ]);
    expect(published(context)[1]?.data).toMatchObject({
      outcome: 'refused',
      resource: null,
      refusal: { code: 'exchange-abandoned' },
      requires: [
        { kind: 'points-accounts', version: 3 },
        { kind: 'points-exchanges', version: 2 },
      ],
    });
  });

  it('again does nothing; the opposite one is a dead letter', async () => {
    await minted();
    expect(published(await minted())).toEqual([]);
    const opposite = await refused();
    expect(published(opposite)).toEqual([]);
    expect(opposite.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'mint-answer-contradiction' },
    });
  });
});

describe('what time makes due', () => {
  it('PT-4 give-up-exchange asks the pool to abandon it, once for each deadline', async () => {
    await accept();
    const command = { partnerId: 'partner-gold', exchangeId, deadline: plusMs(noon, giveUpAfterMs) };
    const send = (now: typeof noon) => {
      const context = commandContext(giveUpExchange, command, now, { operationId: null });
      due.giveUp(command, context);
      return published(context);
    };
    expect(send(at('12:04:59.999'))).toEqual([]);
    expect(send(at('12:05:00'))).toMatchObject([
      { type: 'reservoir.license-pool.abandon-mint.v1', data: { pool, exchangeId } },
    ]);
    expect(send(at('12:05:00'))).toEqual([]);
  });

  it('PT-5 expire-points expires what is over, and a second one nothing', () => {
    const command = { partnerId: 'partner-gold', lotId: lotIdOf(order), expiresAt: midnight('2027-03-31') };
    const send = (now: typeof noon) => {
      const context = commandContext(expirePoints, command, now, { operationId: null });
      due.expire(command, context);
      return published(context);
    };
    expect(send(plusMs(command.expiresAt, -1))).toEqual([]);
    expect(send(midnight('2027-04-02'))).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-expired.v1',
        sequence: 2,
        data: {
          account: { available: 0 },
          transaction: { kind: 'expire', at: midnight('2027-03-31') },
          lots: [{ remaining: 0, expired: 1000 }],
        },
      },
    ]);
    expect(send(midnight('2027-04-02'))).toEqual([]);
  });
});
