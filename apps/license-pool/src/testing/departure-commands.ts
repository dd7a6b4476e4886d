import { type Instant, type Term, idFor, plusMs } from '@reservoir/kernel';
import { addLicenses } from '../application/add-licenses.js';
import type { Collections } from '../application/collections.js';
import { recoverLicenses } from '../application/recover-licenses.js';
import { setThresholds } from '../application/set-thresholds.js';
import { takeAwayLicenses } from '../application/take-away-licenses.js';
import { transferLicenses } from '../application/transfer-licenses.js';
import type { Lot } from '../domain/lot.js';
import type { PoolKey } from '../domain/pool.js';
import { aHolder, aKey } from './license-pool.fixtures.js';
import type { Run } from './pool-commands.js';

const few = [0, 1, 2, 3, 4] as const;
const partners = ['partner-gold', 'partner-silver', 'partner-chain'] as const;
const addedId = (n: number): string => idFor('added', `operation-${n}`);
const movedId = (n: number, lotId: string): string => idFor('transfer', `transfer-${n}`, lotId);

/** Lots that were bought, minted or added, and what became of them in transfers. */
function lotsAnywhere(all: Collections): readonly Lot[] {
  const first = few.flatMap((n) => [
    idFor('purchase', `order-${n}`, '1'),
    idFor('exchange', `exchange-${n}`),
    addedId(n),
  ]);
  const moved = first.flatMap((id) => few.map((n) => movedId(n, id)));
  return [...first, ...moved].flatMap((id) => all.lots.find(id) ?? []);
}

/** Lots of one pool that have something assigned, from the n-th one on. */
function assignedLots(all: Collections, n: number): readonly Lot[] {
  const lots = lotsAnywhere(all).filter(({ counts }) => counts.assigned > 0);
  const first = lots[n % Math.max(1, lots.length)];
  return lots.filter(({ poolId }) => poolId === first?.poolId);
}

const keyOf = ({ poolId }: Lot): PoolKey => {
  const [partnerId = '', ...rest] = poolId.split(':');
  return aKey(rest.slice(0, -1).join(':'), rest.at(-1) as Term, partnerId);
};

const later = (now: Instant, days: number): Instant => plusMs(now, days * 86_400_000);

/** Commands by which licences leave contracts, and operators and partners change a pool. */
export const departures: Readonly<Record<string, Run>> = {
  recover: ({ n, other, quantity }, _, all, now) => {
    const lots = assignedLots(all, other).slice(0, 2);
    const [first] = lots;
    if (!first) return [];
    const back = lots.map(({ id, counts }) => ({ lotId: id, quantity: Math.min(quantity, counts.assigned) }));
    const left = first.counts.assigned - (back[0]?.quantity ?? 0);
    const retired = left > 0 ? [{ lotId: first.id, quantity: left }] : [];
    const recoveryId = `recovery-${n} of ${first.poolId} at ${now}`;
    const request = { recoveryId, holder: aHolder(), back, retired };
    const outcome = recoverLicenses(keyOf(first), request, all, now);
    const again = recoverLicenses(keyOf(first), request, all, now);
    return outcome.ok && again.ok ? [...outcome.value.events, ...again.value.events] : [];
  },
  transfer: ({ n, other, quantity }, _, all, now) => {
    const picked = assignedLots(all, other).slice(0, 3);
    const [first] = picked;
    if (!first) return [];
    const from = keyOf(first);
    const to = { ...aKey(from.sku, from.term, partners[n % 3]) };
    const lots = picked.map(({ id, counts }) => ({
      from: id,
      to: movedId(n, id),
      quantity: Math.min(quantity, counts.assigned),
    }));
    const outcome = transferLicenses({ from, to }, { transferId: `transfer-${n}`, lots }, all, now);
    return outcome.ok ? outcome.value.events : [];
  },
  add: ({ n, quantity, periodDays }, key, all, now) => {
    if (all.lots.find(addedId(n))) return []; // an operation happens once
    const expiresAt = later(now, periodDays);
    const request = { operationId: `operation-${n}`, lotId: addedId(n), quantity, reason: 'promotion' };
    return addLicenses(key, { ...request, provenance: 'promotion', expiresAt }, all, now).events;
  },
  takeAway: ({ n, quantity }, key, all, now) =>
    takeAwayLicenses(key, { operationId: `away-${n}`, quantity, reason: 'correction' }, all, now).events,
  setThresholds: ({ n, quantity }, key, all, now) =>
    setThresholds(
      key,
      [
        { unit: 'licences', value: quantity },
        { unit: 'percent', value: 10 + 20 * n },
      ],
      all,
      now,
    ).events,
};
