import { type Instant, plusMs } from '@reservoir/kernel';
import * as fc from 'fast-check';
import { acceptQuote } from '../application/accept-quote.js';
import { endExchange } from '../application/end-exchange.js';
import { giveUpExchange } from '../application/give-up-exchange.js';
import { purchasePoints } from '../application/purchase-points.js';
import { requestQuote } from '../application/request-quote.js';
import { settleExpired } from '../application/settle-expired.js';
import type { PointsEvent } from '../domain/points.events.js';
import { portsOverMap, statesOf } from './memory-points.js';
import { aPartner, aPriceList, anAssortment, anOrder, noon, secure, userOf } from './points.fixtures.js';

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
  | { readonly kind: 'sweep' }
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
  { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 2000 })),
    }),
  },
);

/** A history of steps. */
export const anyHistory = fc.array(anyStep, { minLength: 30, maxLength: 80, size: 'max' });

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
    switch (step.kind) {
      case 'wait':
        this.now = plusMs(this.now, step.minutes * 60_000);
        break;
      case 'sweep':
        this.events.push(...settleExpired(partnerId, this.#ports));
        break;
      case 'order':
        this.#order(step);
        break;
      case 'quote':
        this.#quote(step.quantity);
        break;
      case 'accept':
        await this.#accept(step.pick);
        break;
      case 'answer':
        await this.#answer(step.pick, step.minted);
        break;
      case 'give-up':
        this.#giveUp(step.pick);
    }
    return this.events.length > before;
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

  #giveUp(n: number): void {
    const exchange = anyOf(statesOf(this.documents, 'exchanges'), n);
    if (!exchange) return;
    const { id: exchangeId, deadline } = exchange;
    giveUpExchange({ exchangeId, deadline, giveUpAfterMs }, this.#ports, this.now);
  }
}

/** One of the latest, by a number. */
const anyOf = <State>(states: readonly State[], n: number): State | undefined => states.at(-1 - n);
