import { type Instant, type Term, idFor } from '@reservoir/kernel';
import * as fc from 'fast-check';
import type { Collections } from '../application/collections.js';
import { commitReservation } from '../application/commit-reservation.js';
import { creditPurchase } from '../application/credit-purchase.js';
import { drawLicenses } from '../application/draw-licenses.js';
import { expireLot } from '../application/expire-lot.js';
import { abandonMint, mintLicenses } from '../application/mint-licenses.js';
import { refundPurchase } from '../application/refund-purchase.js';
import { expireReservation, releaseReservation } from '../application/release-reservation.js';
import { reserveLicenses } from '../application/reserve-licenses.js';
import { returnLicenses } from '../application/return-licenses.js';
import type { LicensePoolEvent } from '../domain/license-pool.events.js';
import type { PoolKey } from '../domain/pool.js';
import { departures } from './departure-commands.js';
import { aHolder, aKey } from './license-pool.fixtures.js';
import { aPurchase, aRefund } from './requests.fixtures.js';

/** What may be asked of two pools, by few ids, so that commands meet again and again. */
export interface Asked {
  readonly term: Term;
  /** Names the order line, exchange, reservation or refund. */
  readonly n: number;
  /** Names the order line of a refund, and the lot of a return. */
  readonly other: number;
  readonly quantity: number;
  /** Days until the contract's period ends. */
  readonly periodDays: number;
}

export type Run = (asked: Asked, key: PoolKey, all: Collections, now: Instant) => readonly LicensePoolEvent[];

const lotIdOf = ({ n }: Pick<Asked, 'n'>): string => idFor('purchase', `order-${n}`, '1');
const mintedIdOf = ({ n }: Pick<Asked, 'n'>): string => idFor('exchange', `exchange-${n}`);
const reservationIdOf = ({ n }: Asked): string => `reservation-${n}`;
const later = (now: Instant, days: number): Instant =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString() as Instant;

const commands: Readonly<Record<string, Run>> = {
  ...departures,
  purchase: ({ n, quantity }, pool, all, now) => {
    const purchase = aPurchase({
      orderId: `order-${n}`,
      pool,
      quantity: 4 * quantity,
      contentHash: `${pool.id} ${quantity}`,
      purchasedAt: now,
    });
    const outcome = creditPurchase(purchase, all, now);
    return outcome.kind === 'accepted' ? outcome.events : [];
  },
  refund: ({ n, other, quantity }, _, all, now) => {
    const refund = aRefund({
      refundId: `refund-${n}`,
      orderId: `order-${other}`,
      quantity,
      contentHash: `${other} ${quantity}`,
    });
    const outcome = refundPurchase(refund, all, now);
    return outcome.kind === 'accepted' ? outcome.events : [];
  },
  mint: ({ n, quantity }, key, all, now) => {
    const exchangeId = `exchange-${n}`;
    return mintLicenses(key, { exchangeId, lotId: mintedIdOf({ n }), distributorId: 'd', quantity }, all, now)
      .events;
  },
  abandon: ({ n }, key, all) => abandonMint(key, `exchange-${n + 3}`, all).events,
  draw: ({ n, quantity, periodDays }, key, all, now) =>
    drawLicenses(
      key,
      { holder: aHolder(`contract-${n}`), quantity, periodEnd: later(now, periodDays) },
      all,
      now,
    ).events,
  giveBack: (asked, key, all, now) => {
    const lots = [asked.other, 0, 1, 2, 3, 4].flatMap((n) => [lotIdOf({ n }), mintedIdOf({ n })]);
    const lotId = lots.find((id) => (all.lots.find(id)?.counts.assigned ?? 0) > 0) ?? lotIdOf(asked);
    const picks = [{ lotId, quantity: asked.quantity }];
    const decided = returnLicenses(key, { holder: aHolder(), picks }, all, now);
    return decided.ok ? decided.value : [];
  },
  reserve: (asked, key, all, now) =>
    reserveLicenses(
      key,
      { reservationId: reservationIdOf(asked), holder: aHolder(), quantity: asked.quantity },
      all,
      now,
    ).events,
  commit: (asked, key, all, now) =>
    commitReservation(
      key,
      { reservationId: reservationIdOf(asked), periodEnd: later(now, asked.periodDays) },
      all,
      now,
    ).events,
  release: (asked, key, all, now) => releaseReservation(key, reservationIdOf(asked), all, now),
  expireReservation: (asked, key, all, now) => {
    const reservationId = reservationIdOf(asked);
    const deadline = all.reservations.find(reservationId)?.deadline ?? now;
    return expireReservation(key, { reservationId, deadline }, all, now);
  },
  expireLot: (asked, key, all, now) => {
    const lotId = asked.other % 2 ? lotIdOf(asked) : mintedIdOf(asked);
    return expireLot(key, { lotId, expiresAt: all.lots.find(lotId)?.expiresAt ?? now }, all, now);
  },
};

/** A command at its time: minutes or days after the one before it. */
export interface TimedCommand {
  readonly name: string;
  readonly asked: Asked;
  readonly afterMinutes: number;
}

const anyCommand = fc.record({
  name: fc.constantFrom(
    ...Object.keys(commands),
    'purchase',
    'purchase',
    'mint',
    'draw',
    'draw',
    'recover',
    'transfer',
    'reserve',
    'reserve',
  ),
  asked: fc.record({
    term: fc.constantFrom<Term>('M1', 'Y1'),
    n: fc.nat({ max: 4 }),
    other: fc.nat({ max: 4 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    periodDays: fc.constantFrom(0, 30, 365, 365),
  }),
  afterMinutes: fc.oneof(
    { weight: 12, arbitrary: fc.nat({ max: 3 }) },
    { weight: 3, arbitrary: fc.constant(15) },
    { weight: 2, arbitrary: fc.constant(90 * 24 * 60) },
  ),
});

/** Any sequence of commands, with time passing between them: mostly minutes, at times so long that reservations and lots are over. */
export const anyCommands = (minLength: number) =>
  fc.array(anyCommand, { minLength, maxLength: minLength + 30 });

/** Runs a command in a unit of work; gives what happened. */
export const runCommand = (
  { name, asked }: TimedCommand,
  all: Collections,
  now: Instant,
): readonly LicensePoolEvent[] => commands[name]?.(asked, aKey(undefined, asked.term), all, now) ?? [];
