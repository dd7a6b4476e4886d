import { type Instant, plusMs } from '@reservoir/kernel';
import * as fc from 'fast-check';
import { acceptQuote } from '../application/accept-quote.js';
import { endExchange } from '../application/end-exchange.js';
import { endReversal } from '../application/end-reversal.js';
import { adjustPoints, grantByPromotion } from '../application/give-points.js';
import { giveUpExchange } from '../application/give-up-exchange.js';
import { purchasePoints } from '../application/purchase-points.js';
import { requestQuote } from '../application/request-quote.js';
import { reverseExchange } from '../application/reverse-exchange.js';
import { settleExpired } from '../application/settle-expired.js';
import type { PointsEvent } from '../domain/points.events.js';
import { portsOverMap, statesOf } from './memory-points.js';
import {
  aPartner,
  aPriceList,
  anAssortment,
  anOrder,
  noon,
  operator,
  secure,
  userOf,
} from './points.fixtures.js';

/** One thing that happens; numbers pick among what is there. */
export type Step =
  | {
      readonly kind: 'order';
      readonly line: number;
      readonly points: number;
      readonly hours: number;
      readonly priority: number;
    }
  | { readonly kind: 'quote'; readonly quantity: number }
  | { readonly kind: 'accept'; readonly pick: number }
  | { readonly kind: 'answer'; readonly pick: number; readonly minted: boolean }
  | { readonly kind: 'give-up'; readonly pick: number }
  | { readonly kind: 'reverse'; readonly pick: number; readonly quantity: number }
  | { readonly kind: 'reversal-answer'; readonly pick: number; readonly taken: boolean }
  | { readonly kind: 'promote'; readonly points: number; readonly hours: number }
  | { readonly kind: 'adjust'; readonly points: number }
  | { readonly kind: 'sweep' }
  /** Clocks of two processes differ: time may also go back a little. */
  | { readonly kind: 'wait'; readonly minutes: number };

const pick = fc.nat(4);

/** Any step. Lines and picks repeat, so that duplicates and second answers are among them; most waits are short. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      line: fc.nat(15),
      points: fc.integer({ min: 1, max: 2000 }),
      hours: fc.integer({ min: -1, max: 60 }),
      priority: fc.constantFrom(0, 100, 1000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('quote' as const), quantity: fc.integer({ min: 1, max: 120 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('accept' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), pick, minted: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('give-up' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reverse' as const),
      pick,
      quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('reversal-answer' as const), pick, taken: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('promote' as const),
      points: fc.integer({ min: 1, max: 500 }),
      hours: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      points: fc.integer({ min: -300, max: 300 }).filter((points) => points !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: -3, max: -1 }),
        fc.integer({ min: 11, max: 2000 }),
      ),
    }),
  },
);

/** A history of steps. @param minLength steps at least */
export const anyHistory = (minLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(anyStep, { minLength, maxLength: minLength + 50, size: 'max' });

const partnerId = 'partner-gold';
const actor = userOf(partnerId);
const giveUpAfterMs = 300_000;

/** A partner's points, and whatever happens to them. */
export class RandomPoints {
  readonly documents = new Map<string, unknown>();
  readonly events: PointsEvent[] = [];
  now: Instant = noon;
  #operations = 0;

  constructor() {
    this.#ports.companies.save(aPartner());
    this.#ports.assortments.save(anAssortment());
    this.#ports.prices.save(aPriceList());
  }

  /** @returns true when it touched the partner's points. */
  async take(step: Step): Promise<boolean> {
    const before = this.events.length;
    await this.#do(step);
    return this.events.length > before;
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'wait':
        this.now = plusMs(this.now, step.minutes * 60_000);
        return;
      case 'sweep':
        this.events.push(...settleExpired(partnerId, this.#ports));
        return;
      case 'order':
        return this.#order(step);
      case 'quote':
        return this.#quote(step.quantity);
      case 'accept':
        return this.#accept(step.pick);
      case 'answer':
        return this.#answer(step.pick, step.minted);
      case 'give-up':
        return this.#giveUp(step.pick);
      case 'reverse':
        return this.#reverse(step.pick, step.quantity);
      case 'reversal-answer':
        return this.#answerReversal(step.pick, step.taken);
      case 'promote':
        return this.#promote(step);
      case 'adjust':
        return this.#adjust(step.points);
    }
  }

  get #ports() {
    return portsOverMap(this.documents, this.now);
  }

  #order({ line, points, hours, priority }: Extract<Step, { kind: 'order' }>): void {
    const expiresAt = plusMs(this.now, hours * 3_600_000);
    const order = anOrder({ line: String(line), points, expiresAt, priority });
    const outcome = purchasePoints(order, this.#ports, this.now);
    if (outcome.kind === 'accepted') this.events.push(...outcome.events);
  }

  #quote(quantity: number): void {
    const quoteId = `quote-${(this.#operations += 1)}`;
    requestQuote({ quoteId, partnerId, actor, sku: secure, term: 'Y1', quantity }, this.#ports, this.now);
  }

  async #accept(n: number): Promise<void> {
    const quote = anyOf(statesOf(this.documents, 'quotes'), n);
    if (!quote) return;
    const request = { partnerId, actor, quoteId: quote.id, operationId: 'op', giveUpAfterMs };
    this.events.push(...(await acceptQuote(request, this.#ports, this.now)).events);
  }

  /** An exchange has one answer, which may come again: the pool never contradicts itself. */
  async #answer(n: number, minted: boolean): Promise<void> {
    const exchange = anyOf(statesOf(this.documents, 'exchanges'), n);
    if (!exchange) return;
    const truth = exchange.state === 'held' ? minted : exchange.state === 'captured';
    const refusal = { code: 'exchange-abandoned', rule: 'PT-4', detail: 'given up' };
    const answer = { exchangeId: exchange.id, partnerId, lotId: `minted-${exchange.id}`, refusal };
    const outcome = await endExchange({ ...answer, minted: truth }, this.#ports, this.now);
    if (outcome.kind === 'ended') this.events.push(...outcome.events);
    if (outcome.kind === 'contradiction') throw new Error(outcome.detail);
  }

  #reverse(n: number, quantity: number): void {
    const exchange = anyOf(statesOf(this.documents, 'exchanges'), n);
    if (!exchange) return;
    const reversalId = `reversal-${(this.#operations += 1)}`;
    const request = { partnerId, actor, exchangeId: exchange.id, quantity, reversalId };
    reverseExchange({ ...request, operationId: 'op', askAgainAfterMs: giveUpAfterMs }, this.#ports, this.now);
  }

  /** Of a reversal that has ended the pool tells the same again: nothing happens. */
  async #answerReversal(n: number, taken: boolean): Promise<void> {
    const exchange = anyOf(statesOf(this.documents, 'exchanges'), n);
    if (!exchange) return;
    const { id: reversalId = 'ended', quantity = 1 } = exchange.reversal ?? {};
    const refusal = { code: 'reversal-exceeds-available', rule: 'PT-6', detail: 'they are assigned' };
    const told = { exchangeId: exchange.id, partnerId, reversalId };
    const answer = taken
      ? ({ ...told, taken, quantity } as const)
      : ({ ...told, taken: false, refusal } as const);
    const outcome = await endReversal(answer, this.#ports, this.now);
    if (outcome.kind === 'reversed') this.events.push(...outcome.events);
    if (outcome.kind === 'contradiction') throw new Error(outcome.detail);
  }

  #promote({ points, hours }: Extract<Step, { kind: 'promote' }>): void {
    const expiresAt = plusMs(this.now, hours * 3_600_000);
    const id = `promotion-${(this.#operations += 1)}`;
    const request = { id, partnerId, actor: operator, points, expiresAt, reason: 'promotion' };
    this.events.push(...grantByPromotion(request, this.#ports, this.now).events);
  }

  async #adjust(points: number): Promise<void> {
    const id = `adjustment-${(this.#operations += 1)}`;
    const request = { id, partnerId, actor: operator, points, reason: 'adjustment' };
    this.events.push(...(await adjustPoints(request, this.#ports, this.now)).events);
  }

  #giveUp(n: number): void {
    const exchange = anyOf(statesOf(this.documents, 'exchanges'), n);
    if (!exchange) return;
    const { id: exchangeId, deadline } = exchange;
    giveUpExchange({ exchangeId, deadline, giveUpAfterMs }, this.#ports, this.now);
  }
}

/** One of the latest, by a number. */
const anyOf = <State>(states: readonly State[], n: number): State | undefined => states.at(-1 - n);
