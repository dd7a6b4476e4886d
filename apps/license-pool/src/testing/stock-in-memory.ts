import { type Instant, type Refusal, type Result, idFor, plusMs } from '@reservoir/kernel';
import { addLicenses } from '../application/add-licenses.js';
import { creditPurchase } from '../application/credit-purchase.js';
import { keepAssortment, keepPartner } from '../application/keep-facts.js';
import { mintLicenses } from '../application/mint-licenses.js';
import { refundPurchase } from '../application/refund-purchase.js';
import { takeAwayLicenses } from '../application/take-away-licenses.js';
import { takeBackLicenses } from '../application/take-back-licenses.js';
import type { LicensePoolEvent } from '../domain/license-pool.events.js';
import type { Lot } from '../domain/lot.js';
import type { Assortment, Partner } from '../domain/order-policies.js';
import type { PoolNamed } from './asked-of-pools.js';
import { aKey } from './license-pool.fixtures.js';
import type { PoolsInMemory } from './pools-in-memory.js';
import { aPurchase } from './requests.fixtures.js';

/** How a change of the stock ended: `ok`, or the code of the refusal. */
export type StockOutcome = string;

/** A line of an order: its content, and who sells. */
export interface Order {
  readonly orderId: string;
  readonly pool: PoolNamed;
  readonly quantity: number;
  readonly distributorId: string;
  readonly purchasedAt: Instant;
}

/** Orders, exchanges and operators change the stock of the pools. */
export class StockInMemory {
  readonly orders: Order[] = [];
  #count = 0;

  constructor(private readonly pools: PoolsInMemory) {}

  learn(partners: readonly Partner[], assortments: readonly Assortment[], now: Instant): void {
    this.pools.run((all) => {
      for (const partner of partners) keepPartner(partner, all);
      for (const assortment of assortments) keepAssortment(assortment, all);
      return { events: [] };
    }, now);
  }

  /** PO-3: an order line, perhaps one that came before. */
  credit(order: Order, now: Instant): StockOutcome {
    const { pool, quantity, ...line } = order;
    const contentHash = JSON.stringify(order);
    const purchase = aPurchase({ ...line, pool: keyOf(pool), quantity, contentHash });
    return this.#doing(now, (all) => {
      const outcome = creditPurchase(purchase, all, now);
      if (outcome.kind === 'accepted') this.orders.push(order);
      const told = 'refusal' in outcome ? outcome.refusal.code : outcome.kind;
      return { told, events: outcome.kind === 'accepted' ? outcome.events : [] };
    });
  }

  /** PO-10: of the lot of an order. */
  refund(lot: Lot, quantity: number, now: Instant): StockOutcome {
    const orderId = lot.source.orderId ?? '';
    const refundId = `refund-${(this.#count += 1)}`;
    const [partnerId = ''] = lot.poolId.split(':');
    const request = {
      refundId,
      orderId,
      line: '1',
      partnerId,
      lotId: lot.id,
      quantity,
      contentHash: refundId,
    };
    return this.#doing(now, (all) => {
      const outcome = refundPurchase(request, all, now);
      const told = 'refusal' in outcome ? outcome.refusal.code : 'ok';
      return { told, events: outcome.kind === 'accepted' ? outcome.events : [] };
    });
  }

  /** PT-4: licences of points. */
  mint(pool: PoolNamed, distributorId: string, quantity: number, now: Instant): StockOutcome {
    const exchangeId = `exchange-${(this.#count += 1)}`;
    const request = { exchangeId, lotId: idFor('exchange', exchangeId), distributorId, quantity };
    return this.#doing(now, (all) => toldOf(mintLicenses(keyOf(pool), request, all, now)));
  }

  /** PT-6: of the lot of an exchange. */
  takeBack({ id: lotId, poolId, source }: Lot, quantity: number, now: Instant): StockOutcome {
    const [partnerId = '', ...rest] = poolId.split(':');
    const pool = { partnerId, sku: rest.slice(0, -1).join(':'), term: rest.at(-1) as PoolNamed['term'] };
    const reversalId = `reversal-${(this.#count += 1)}`;
    const request = { reversalId, exchangeId: source.exchangeId ?? '', lotId, quantity };
    return this.#doing(now, (all) => toldOf(takeBackLicenses(keyOf(pool), request, all, now)));
  }

  /** PO-1, CO-10: a promotion that expires after some days. */
  promote(pool: PoolNamed, quantity: number, days: number, now: Instant): StockOutcome {
    const operationId = `promotion-${(this.#count += 1)}`;
    const expiresAt = plusMs(now, days * 86_400_000);
    const request = {
      operationId,
      lotId: idFor('added', operationId),
      quantity,
      reason: 'promotion',
      expiresAt,
    };
    const promotion = { ...request, provenance: 'promotion' as const };
    return this.#doing(now, (all) => toldOf(addLicenses(keyOf(pool), promotion, all, now)));
  }

  /** CO-10: an operator takes licences away. */
  takeAway(pool: PoolNamed, quantity: number, now: Instant): StockOutcome {
    const request = { operationId: `away-${(this.#count += 1)}`, quantity, reason: 'correction' };
    return this.#doing(now, (all) => toldOf(takeAwayLicenses(keyOf(pool), request, all, now)));
  }

  #doing(
    now: Instant,
    decide: (all: Parameters<Parameters<PoolsInMemory['run']>[0]>[0]) => {
      readonly told: string;
      readonly events: readonly LicensePoolEvent[];
    },
  ): StockOutcome {
    return this.pools.run(decide, now).told;
  }
}

const toldOf = ({
  result,
  events,
}: {
  readonly result: Result<unknown, Refusal>;
  readonly events: readonly LicensePoolEvent[];
}) => ({ told: result.ok ? 'ok' : result.error.code, events });

const keyOf = ({ sku, term, partnerId }: PoolNamed) => aKey(sku, term, partnerId);
