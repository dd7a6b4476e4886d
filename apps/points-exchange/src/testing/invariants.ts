import { deepEqual, ok } from 'node:assert/strict';
import type { Instant } from '@reservoir/kernel';
import { type LedgerAccount, type LedgerEntry, isOver } from '@reservoir/points-ledger';
import type { Account } from '../domain/account.js';
import type { Exchange } from '../domain/exchange.js';
import type { PointsLot } from '../domain/lot.js';
import type { PointsEvent } from '../domain/points.events.js';
import { returnsOf } from '../domain/reversal.js';
import { statesOf } from './memory-points.js';

/** Everything that the service keeps, and everything that it has published. */
export interface World {
  readonly documents: ReadonlyMap<string, unknown>;
  readonly events: readonly PointsEvent[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Invariants 7 and 8 of one partner's points, as far as they stand in this service. */
export function expectInvariants({ documents }: World): void {
  const lots = statesOf(documents, 'lots');
  const exchanges = statesOf(documents, 'exchanges');
  const [account] = statesOf(documents, 'accounts');
  if (!account) return deepEqual(statesOf(documents, 'transactions'), []);
  expectLedger(account, statesOf(documents, 'transactions'));
  deepEqual(
    account.available,
    sum(lots.map(({ remaining }) => remaining)),
    'available is not what lots have',
  );
  deepEqual(account.held, sum(lots.map(({ held }) => held)), 'held is not what lots hold');
  for (const lot of lots) expectLot(lot, exchanges);
  for (const { burns, totalPoints } of exchanges)
    deepEqual(sum(burns.map(({ points }) => points)), totalPoints, 'an exchange burns something else');
}

/** PT-1: every transaction sums to 0, numbers have no gap, and all postings together make the account. */
function expectLedger(account: Account, transactions: readonly LedgerEntry[]): void {
  const numbers = transactions.map(({ number }) => number).sort((a, b) => a - b);
  deepEqual(
    numbers,
    numbers.map((_, n) => n + 1),
    'the ledger has a gap',
  );
  deepEqual(account.version, transactions.length);
  for (const { postings } of transactions)
    deepEqual(sum(postings.map(({ points }) => points)), 0, 'a transaction does not sum to 0');
  const postings = transactions.flatMap((transaction) => transaction.postings);
  const balance = (name: LedgerAccount) =>
    sum(postings.filter((posting) => posting.account === name).map(({ points }) => points));
  for (const name of ['available', 'held', 'issued', 'spent', 'expired', 'adjustment'] as const)
    deepEqual(balance(name), account[name], `${name} is not what was posted to it`);
  for (const name of ['available', 'held', 'spent', 'expired'] as const)
    ok(balance(name) >= 0, `${name} is negative`);
}

/** Nothing negative, nothing lost, nothing burnt twice. */
function expectLot(lot: PointsLot, exchanges: readonly Exchange[]): void {
  const { remaining, held, spent, expired, adjusted, points } = lot;
  ok(Math.min(remaining, held, spent, expired, adjusted) >= 0, 'a lot has a negative count');
  deepEqual(remaining + held + spent + expired + adjusted, points, 'a lot has lost points');
  const burntBy = (state: Exchange['state']) =>
    sum(
      exchanges
        .filter((exchange) => exchange.state === state)
        .flatMap(({ burns }) => burns)
        .filter(({ lotId }) => lotId === lot.id)
        .map((burn) => burn.points),
    );
  const returned = sum(
    exchanges
      .flatMap((exchange) => returnsOf({ ...exchange, reversedPoints: 0 }, exchange.reversedPoints))
      .filter(({ lotId }) => lotId === lot.id)
      .map((back) => back.points),
  );
  const burnt = [burntBy('held'), burntBy('captured') - returned];
  deepEqual([held, spent], burnt, 'a lot is burnt twice, or not at all');
}

/** Invariant 11: the events alone, in order, give the same account, lots and ledger. */
export function expectReplay({ documents, events }: World): void {
  const lots = new Map(events.flatMap((event) => event.lots.map((lot) => [lot.id, lot] as const)));
  const byId = (a: PointsLot, b: PointsLot): number => (a.id < b.id ? -1 : 1);
  const transactions = [...statesOf(documents, 'transactions')].sort((a, b) => a.number - b.number);
  deepEqual(events.at(-1)?.account, statesOf(documents, 'accounts')[0]);
  deepEqual([...lots.values()].sort(byId), [...statesOf(documents, 'lots')].sort(byId));
  deepEqual(
    events.map(({ transaction }) => transaction),
    transactions,
  );
}

/** PT-3: once the account is touched, nothing that is over is available. */
export function expectNothingOverIsAvailable({ documents }: World, now: Instant): void {
  deepEqual(
    statesOf(documents, 'lots').filter((lot) => lot.remaining > 0 && isOver(lot, now)),
    [],
  );
}
