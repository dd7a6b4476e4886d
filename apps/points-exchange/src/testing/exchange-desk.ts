import { beforeEach } from '@jest/globals';
import {
  type DataOf,
  acceptQuote,
  adjustPoints,
  askAgainForReversal,
  expirePoints,
  giveUpExchange,
  grantPoints,
  licensesMinted,
  licensesTakenBack,
  mintRefused,
  notifyExpiringPoints,
  requestQuote,
  reverseExchange,
  takeBackRefused,
} from '@reservoir/messages';
import { type Instant, idFor } from '@reservoir/kernel';
import { commandContext, published } from '@reservoir/testing/handlers';
import { DueController } from '../adapters/kafka/due.controller.js';
import { MintAnswersController } from '../adapters/kafka/mint-answers.controller.js';
import { OperatorController } from '../adapters/kafka/operator.controller.js';
import { QuotesController } from '../adapters/kafka/quotes.controller.js';
import { ReversalsController } from '../adapters/kafka/reversals.controller.js';
import { purchasePoints } from '../application/purchase-points.js';
import { exchangeIdOf } from '../domain/exchange.js';
import { everyChunk, portsOverMap } from './memory-points.js';
import {
  aPartner,
  aPriceList,
  aQuote,
  anAssortment,
  anOrder,
  midnight,
  noon,
  operator,
  secure,
  userOf,
} from './points.fixtures.js';

export const giveUpAfterMs = 300_000;
export const exchangeId = exchangeIdOf('quote-1');
/** Of the reversal that operation `op-2` asks for. */
export const reversalId = idFor('points-reversal', 'op-2');
export const pool = { partnerId: 'partner-gold', sku: secure, term: 'Y1' } as const;
/** Credited before each test; its points are over on 31 March. */
export const order = anOrder({ expiresAt: midnight('2027-03-31') });
const actor = userOf('partner-gold');
const fromNobody = { operationId: null };

/** The controllers over one memory: what a partner, the pools and the scheduler send to them. */
export class ExchangeDesk {
  readonly documents = new Map<string, unknown>();
  readonly #quotes: QuotesController;
  readonly #answers: MintAnswersController;
  readonly #due: DueController;
  readonly #reversals: ReversalsController;
  readonly #operator: OperatorController;

  constructor() {
    const points = everyChunk(this.documents);
    this.#quotes = new QuotesController(points, giveUpAfterMs);
    this.#answers = new MintAnswersController(points);
    this.#due = new DueController(points, giveUpAfterMs);
    this.#reversals = new ReversalsController(points, giveUpAfterMs);
    this.#operator = new OperatorController(points);
    const ports = portsOverMap(this.documents, noon);
    ports.companies.save(aPartner());
    ports.assortments.save(anAssortment());
    ports.prices.save(aPriceList());
    ports.quotes.save(aQuote());
    purchasePoints(order, ports, noon);
  }

  request(differing: Partial<DataOf<typeof requestQuote>> = {}, now = noon) {
    const command = { ...pool, quantity: 100, actor, ...differing };
    const context = commandContext(requestQuote, command, now);
    this.#quotes.request(command, context);
    return context;
  }

  async accept(differing: Partial<DataOf<typeof acceptQuote>> = {}, now = noon) {
    const command = { partnerId: 'partner-gold', quoteId: 'quote-1', actor, ...differing };
    const context = commandContext(acceptQuote, command, now);
    await this.#quotes.accept(command, context);
    return context;
  }

  async minted() {
    const answer = { pool, exchangeId, lotId: 'pool-lot-1', poolVersion: 4 };
    const context = commandContext(licensesMinted, answer, noon, fromNobody);
    await this.#answers.minted(answer, context);
    return context;
  }

  async refused() {
    const refusal = { code: 'exchange-abandoned', rule: 'PT-4', detail: 'given up' };
    const answer = { pool, exchangeId, refusal };
    const context = commandContext(mintRefused, answer, noon, fromNobody);
    await this.#answers.refused(answer, context);
    return context;
  }

  reverse(differing: Partial<DataOf<typeof reverseExchange>> = {}, now = noon) {
    const command = { partnerId: 'partner-gold', exchangeId, quantity: 40, actor, ...differing };
    const context = commandContext(reverseExchange, command, now, { operationId: 'op-2' });
    this.#reversals.reverse(command, context);
    return context;
  }

  async takenBack(quantity = 40, now = noon) {
    const answer = { pool, exchangeId, reversalId, quantity, poolVersion: 5 };
    const context = commandContext(licensesTakenBack, answer, now, fromNobody);
    await this.#reversals.taken(answer, context);
    return context;
  }

  async notTakenBack() {
    const refusal = { code: 'reversal-exceeds-available', rule: 'PT-6', detail: '30 are unassigned' };
    const answer = { pool, exchangeId, reversalId, refusal };
    const context = commandContext(takeBackRefused, answer, noon, fromNobody);
    await this.#reversals.refused(answer, context);
    return context;
  }

  askAgain(command: DataOf<typeof askAgainForReversal>, now: Instant) {
    const context = commandContext(askAgainForReversal, command, now, fromNobody);
    this.#reversals.askAgain(command, context);
    return published(context);
  }

  grant(differing: Partial<DataOf<typeof grantPoints>> = {}) {
    const gift = { partnerId: 'partner-gold', points: 500, reason: 'Spring promotion', actor: operator };
    const command = { ...gift, ...differing };
    const context = commandContext(grantPoints, command, noon);
    this.#operator.grant(command, context);
    return context;
  }

  async adjust(points: number, now = noon, by = operator) {
    const command = { partnerId: 'partner-gold', points, reason: 'Credited twice', actor: by };
    const context = commandContext(adjustPoints, command, now);
    await this.#operator.adjust(command, context);
    return context;
  }

  notify(command: DataOf<typeof notifyExpiringPoints>, now: Instant) {
    const context = commandContext(notifyExpiringPoints, command, now, fromNobody);
    this.#due.notify(command, context);
    return published(context);
  }

  giveUp(command: DataOf<typeof giveUpExchange>, now: Instant) {
    const context = commandContext(giveUpExchange, command, now, fromNobody);
    this.#due.giveUp(command, context);
    return published(context);
  }

  expire(command: DataOf<typeof expirePoints>, now: Instant) {
    const context = commandContext(expirePoints, command, now, fromNobody);
    this.#due.expire(command, context);
    return published(context);
  }
}

/** A desk for each test of a file. */
export function exchangeDesk(): { readonly desk: ExchangeDesk } {
  const current = { desk: new ExchangeDesk() };
  beforeEach(() => {
    current.desk = new ExchangeDesk();
  });
  return current;
}

/** The types of what was published, in short. */
export const shortOf = (context: Parameters<typeof published>[0]) =>
  published(context).map(({ type }) => type.replace(/^reservoir\.|\.v1$/g, ''));
