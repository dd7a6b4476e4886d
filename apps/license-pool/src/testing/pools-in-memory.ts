import { type Instant, type Refusal, type Result, idFor } from '@reservoir/kernel';
import type { Collections } from '../application/collections.js';
import { commitReservation } from '../application/commit-reservation.js';
import { drawLicenses } from '../application/draw-licenses.js';
import { expireLot } from '../application/expire-lot.js';
import type { Outcome } from '../application/outcome.js';
import { recoverLicenses } from '../application/recover-licenses.js';
import { expireReservation, releaseReservation } from '../application/release-reservation.js';
import { reserveLicenses } from '../application/reserve-licenses.js';
import { returnLicenses } from '../application/return-licenses.js';
import { transferLicenses } from '../application/transfer-licenses.js';
import type { LicensePoolEvent } from '../domain/license-pool.events.js';
import { type GrantedPick, never } from '../domain/lot.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import { perLot } from '../domain/recovery.js';
import type { Holder } from '../domain/reservation.js';
import type { AnsweredByPools, AskedOfPools, PoolNamed, ToldPick } from './asked-of-pools.js';
import { aKey } from './license-pool.fixtures.js';
import { MemoryCollections } from './memory-collections.js';
import { Replay, faultsIn } from './pool-invariants.js';

type Taken<Type extends AskedOfPools['type']> = (
  asked: Extract<AskedOfPools, { readonly type: Type }>,
) => AnsweredByPools | undefined;

/** The pools of many partners in memory, for tests that speak to them as contracts do; every decision is the service's own. */
export class PoolsInMemory {
  readonly memory = new MemoryCollections();
  readonly #replay = new Replay();

  /** Decides something in a unit of work of its own, and keeps what happened. */
  run<T extends { readonly events: readonly LicensePoolEvent[] }>(
    decide: (collections: Collections) => T,
    now: Instant,
  ): T {
    const { collections, commit } = this.memory.begin(now);
    const decided = decide(collections);
    if (!commit()) throw new Error('nobody else writes here');
    for (const event of decided.events) this.#replay.add(event);
    return decided;
  }

  /** What is asked, and the answer, if it has one. @throws Error for what would be a dead letter: a fault of who asks */
  take(asked: AskedOfPools, now: Instant): AnsweredByPools | undefined {
    const taken = this.#taking(now)[asked.type] as Taken<AskedOfPools['type']>;
    return taken(asked);
  }

  /** The jobs: reservations and lots that are over by now (PO-2, PO-5). */
  due(now: Instant): void {
    for (const { id: reservationId, poolId, state, deadline } of this.memory.all('reservations'))
      if (state === 'held' && deadline <= now)
        this.run(
          (all) => ({ events: expireReservation(keyOf(poolId), { reservationId, deadline }, all, now) }),
          now,
        );
    for (const { id: lotId, poolId, expiresAt, counts } of this.memory.all('lots'))
      if (counts.available > 0 && expiresAt <= now)
        this.run((all) => ({ events: expireLot(keyOf(poolId), { lotId, expiresAt }, all, now) }), now);
  }

  /** Invariants 1, 3, 8 and 11: each that does not hold. */
  faults = (): readonly string[] => faultsIn(this.memory, this.#replay);

  #taking(now: Instant): { readonly [Type in AskedOfPools['type']]: Taken<Type> } {
    return {
      DrawLicenses: ({ pool, holder, ...asked }) =>
        answerOf(holder, ['LicensesDrawn', 'DrawRefused'])(
          this.run((all) => drawLicenses(named(pool), { ...asked, holder }, all, now), now),
        ),
      ReserveLicenses: ({ pool, holder, ...asked }) => {
        const outcome = this.run((all) => reserveLicenses(named(pool), { ...asked, holder }, all, now), now);
        const { result } = outcome;
        const granted = result.ok ? { ok: true as const, value: result.value.granted } : result;
        return answerOf(holder, ['ReservationAccepted', 'ReservationRefused'])({
          ...outcome,
          result: granted,
        });
      },
      CommitReservation: ({ pool, holder, ...asked }) =>
        answerOf(holder, ['ReservationCommitted', 'CommitRefused'])(
          this.run((all) => commitReservation(named(pool), asked, all, now), now),
        ),
      ReleaseReservation: ({ pool, reservationId }) =>
        void this.run((all) => ({ events: releaseReservation(named(pool), reservationId, all, now) }), now),
      ReturnLicenses: ({ pool, ...asked }) =>
        void this.run((all) => ({ events: must(returnLicenses(named(pool), asked, all, now)) }), now),
      RecoverLicenses: ({ pool: of, holder, ...asked }) => {
        const { pool } = this.run(
          (all) => must(recoverLicenses(named(of), { ...asked, holder }, all, now)),
          now,
        );
        return { type: 'RecoveryApplied', ...baseOf(pool, holder), recoveryId: asked.recoveryId };
      },
      TransferLicenses: (asked) => this.#transfer(asked, now),
    };
  }

  #transfer(
    asked: Extract<AskedOfPools, { readonly type: 'TransferLicenses' }>,
    now: Instant,
  ): AnsweredByPools {
    const { pool, toPartnerId, transferId, customerId, picks } = asked;
    const toPool = { ...pool, partnerId: toPartnerId };
    const keys = { from: named(pool), to: named(toPool) };
    const lots = perLot(picks).map(({ lotId, quantity }) => ({
      ...{ from: lotId, to: idFor('transfer', transferId, lotId), quantity }, // invariant 8
    }));
    const { from, to } = this.run((all) => must(transferLicenses(keys, { transferId, lots }, all, now)), now);
    const versions = { poolVersion: from.version, toPoolVersion: to.version };
    return { type: 'TransferApplied', pool, toPool, transferId, customerId, lots, ...versions };
  }
}

type Granted = 'LicensesDrawn' | 'ReservationAccepted' | 'ReservationCommitted';
type Refused = 'DrawRefused' | 'ReservationRefused' | 'CommitRefused';

const answerOf =
  (holder: Holder, [granted, refused]: readonly [Granted, Refused]) =>
  ({ result, pool }: Pick<Outcome<readonly GrantedPick[]>, 'result' | 'pool'>): AnsweredByPools =>
    result.ok
      ? { type: granted, ...baseOf(pool, holder), picks: result.value.map(told) }
      : { type: refused, ...baseOf(pool, holder), refusal: result.error };

const baseOf = ({ version }: Pool, holder: Holder) => ({ holder, poolVersion: version || null });

const told = (pick: GrantedPick): ToldPick => ({
  ...pick,
  expiresAt: pick.expiresAt === never ? null : pick.expiresAt,
});

const named = ({ sku, term, partnerId }: PoolNamed): PoolKey => aKey(sku, term, partnerId);

/** `partner:sku:term`, of which the SKU may have a colon in it. */
function keyOf(poolId: string): PoolKey {
  const [partnerId = '', ...rest] = poolId.split(':');
  return aKey(rest.slice(0, -1).join(':'), rest.at(-1) as PoolKey['term'], partnerId);
}

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`a dead letter: ${JSON.stringify(result.error)}`);
  return result.value;
}
