import { type Instant, type Refusal, plusMs } from '@reservoir/kernel';
import type { Holder, Pick, PoolAnswer, PoolCommand, RecoveryApplied } from '../domain/license-pool.js';

interface Reservation {
  readonly sku: string;
  readonly picks: readonly Pick[];
  readonly deadline: Instant;
  state: 'held' | 'committed' | 'over';
}

interface Stock {
  readonly bought: number;
  available: number;
  reserved: number;
  assigned: number;
  retired: number;
  version: number;
}

/** License pools as assignments see them: one per SKU, all or nothing, held for 15 minutes (PO-4, PO-5). */
export class SimulatedPools {
  readonly #stock = new Map<string, Stock>();
  readonly #reservations = new Map<string, Reservation>();

  constructor(bought: Readonly<Record<string, number>>) {
    for (const [sku, quantity] of Object.entries(bought))
      this.#stock.set(sku, {
        bought: quantity,
        available: quantity,
        reserved: 0,
        assigned: 0,
        retired: 0,
        version: 1,
      });
  }

  /** What a pool holds by now. */
  stockOf = (sku: string): Readonly<Stock> =>
    this.#stock.get(sku) ?? { bought: 0, available: 0, reserved: 0, assigned: 0, retired: 0, version: 0 };

  /** More licences come in. */
  buy(sku: string, quantity: number): void {
    const stock = this.#stock.get(sku);
    if (!stock) throw new Error(`there is no pool of ${sku}`);
    this.#stock.set(sku, {
      ...stock,
      bought: stock.bought + quantity,
      available: stock.available + quantity,
    });
  }

  /** Others take licences away. */
  spend(sku: string, quantity: number): void {
    this.buy(sku, -quantity);
  }

  /** Does what is asked; the answer, if the command has one. */
  take(command: PoolCommand, now: Instant): PoolAnswer | RecoveryApplied | undefined {
    switch (command.type) {
      case 'DrawLicenses': {
        const refusal =
          now >= command.periodEnd ? periodOver : this.#short(command.pool.sku, command.quantity);
        if (refusal) return { type: 'DrawRefused', ...this.#to(command), refusal };
        const picks = this.#move(command.pool.sku, 'available', 'assigned', command.quantity);
        return { type: 'LicensesDrawn', ...this.#to(command), picks };
      }
      case 'ReserveLicenses': {
        const refusal = this.#short(command.pool.sku, command.quantity);
        if (refusal) return { type: 'ReservationRefused', ...this.#to(command), refusal };
        const picks = this.#move(command.pool.sku, 'available', 'reserved', command.quantity);
        const { sku } = command.pool;
        const deadline = plusMs(now, 15 * 60_000);
        this.#reservations.set(command.reservationId, { sku, picks, deadline, state: 'held' });
        return { type: 'ReservationAccepted', ...this.#to(command), picks };
      }
      case 'CommitReservation':
        return this.#commit(command.reservationId, command.periodEnd, command, now);
      case 'ReleaseReservation':
        this.#end(command.reservationId);
        return undefined;
      case 'ReturnLicenses':
        this.#move(command.pool.sku, 'assigned', 'available', sum(command.picks));
        return undefined;
      case 'TransferLicenses':
        return undefined;
      case 'RecoverLicenses':
        this.#move(command.pool.sku, 'assigned', 'available', sum(command.back));
        this.#move(command.pool.sku, 'assigned', 'retired', sum(command.retired));
        return { type: 'RecoveryApplied', ...this.#to(command), recoveryId: command.recoveryId };
    }
  }

  #commit(
    reservationId: string,
    periodEnd: Instant,
    command: { readonly pool: { readonly sku: string }; readonly holder: Holder },
    now: Instant,
  ): PoolAnswer {
    const reservation = this.#reservations.get(reservationId);
    if (reservation?.state !== 'held' || now >= reservation.deadline)
      return { type: 'CommitRefused', ...this.#to(command), refusal: reservationOver };
    if (now >= periodEnd) return { type: 'CommitRefused', ...this.#to(command), refusal: periodOver };
    reservation.state = 'committed';
    this.#move(reservation.sku, 'reserved', 'assigned', sum(reservation.picks));
    return { type: 'ReservationCommitted', ...this.#to(command), picks: reservation.picks };
  }

  #end(reservationId: string): void {
    const reservation = this.#reservations.get(reservationId);
    if (reservation?.state !== 'held') return;
    reservation.state = 'over';
    this.#move(reservation.sku, 'reserved', 'available', sum(reservation.picks));
  }

  #short(sku: string, asked: number): Refusal | undefined {
    const { available } = this.stockOf(sku);
    if (asked <= available) return undefined;
    const detail = `${asked} asked, ${available} available in ${sku}`;
    return { code: 'pool-short', rule: 'PO-4', detail, errors: [{ sku, asked, available }] };
  }

  #move(
    sku: string,
    from: 'available' | 'reserved' | 'assigned',
    to: 'available' | 'reserved' | 'assigned' | 'retired',
    quantity: number,
  ): readonly Pick[] {
    const stock = this.#stock.get(sku);
    if (!stock || stock[from] < quantity) throw new Error(`${sku} has no ${quantity} ${from}`);
    stock[from] -= quantity;
    stock[to] += quantity;
    stock.version += 1;
    return [{ lotId: `lot-of-${sku}`, quantity }];
  }

  #to = ({ pool, holder }: { readonly pool: { readonly sku: string }; readonly holder: Holder }) => ({
    holder,
    poolVersion: this.stockOf(pool.sku).version || null,
  });
}

const sum = (picks: readonly Pick[]): number => picks.reduce((total, pick) => total + pick.quantity, 0);

const periodOver: Refusal = { code: 'period-over', rule: 'CT-4', detail: 'the period is over' };
const reservationOver: Refusal = {
  code: 'reservation-over',
  rule: 'PO-5',
  detail: 'the reservation is over',
};
