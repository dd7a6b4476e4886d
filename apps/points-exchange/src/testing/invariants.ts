import { expect } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import type { Account } from '../domain/account.js';
import type { Exchange } from '../domain/exchange.js';
import type { PostingAccount, PointsTransaction } from '../domain/ledger.js';
import { type PointsLot, isOver } from '../domain/lot.js';
import type { PointsEvent } from '../domain/points.events.js';
import { statesOf } from './memory-points.js';

/** Everything that the service keeps, and everything that it has published. */
export interface World {
  readonly documents: ReadonlyMap<string, unknown>;
  readonly events: readonly PointsEvent[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Invariants 7, 8 and 11 of one partner's points, as far as they stand in this service. */
export function expectInvariants({ documents, events }: World): void {
  const lots = statesOf<PointsLot>(documents, 'lots');
  const exchanges = statesOf<Exchange>(documents, 'exchanges');
  const transactions = statesOf<PointsTransaction>(documents, 'transactions');
  const [account] = statesOf<Account>(documents, 'accounts');
  if (!account) return expect(transactions).toEqual([]);
  expectLedger(account, transactions);
  expect(account.available).toBe(sum(lots.map(({ remaining }) => remaining)));
  expect(account.held).toBe(sum(lots.map(({ held }) => held)));
  for (const lot of lots) expectLot(lot, exchanges);
  for (const { burns, totalPoints } of exchanges)
    expect(sum(burns.map(({ points }) => points))).toBe(totalPoints);
  expectReplay(events, { account, lots, transactions });
}

/** PT-1: every transaction sums to 0, numbers have no gap, and all postings together make the account. */
function expectLedger(account: Account, transactions: readonly PointsTransaction[]): void {
  const numbers = transactions.map(({ number }) => number).sort((a, b) => a - b);
  expect(numbers).toEqual(transactions.map((_, n) => n + 1));
  expect(account.version).toBe(transactions.length);
  const postings = transactions.flatMap((transaction) => transaction.postings);
  for (const one of transactions) expect(sum(one.postings.map(({ points }) => points))).toBe(0);
  const balance = (name: PostingAccount) =>
    sum(postings.filter(({ account: of }) => of === name).map(({ points }) => points));
  expect([balance('available'), balance('held')]).toEqual([account.available, account.held]);
  for (const name of ['available', 'held', 'spent', 'expired'] as const)
    expect(balance(name)).toBeGreaterThanOrEqual(0);
}

/** Nothing negative, nothing lost, nothing burnt twice. */
function expectLot(lot: PointsLot, exchanges: readonly Exchange[]): void {
  const { remaining, held, spent, expired, points } = lot;
  expect(Math.min(remaining, held, spent, expired)).toBeGreaterThanOrEqual(0);
  expect(remaining + held + spent + expired).toBe(points);
  const burntBy = (state: Exchange['state']) =>
    sum(
      exchanges
        .filter((exchange) => exchange.state === state)
        .flatMap(({ burns }) => burns)
        .filter(({ lotId }) => lotId === lot.id)
        .map((burn) => burn.points),
    );
  expect([held, spent]).toEqual([burntBy('held'), burntBy('captured')]);
}

/** Invariant 11: the events alone, in order, give the same account, lots and ledger. */
function expectReplay(
  events: readonly PointsEvent[],
  kept: { account: Account; lots: readonly PointsLot[]; transactions: readonly PointsTransaction[] },
): void {
  const lots = new Map(events.flatMap((event) => event.lots.map((lot) => [lot.id, lot] as const)));
  expect(events.at(-1)?.account).toEqual(kept.account);
  expect(new Set(lots.values())).toEqual(new Set(kept.lots));
  expect(events.map(({ transaction }) => transaction)).toEqual(
    [...kept.transactions].sort((a, b) => a.number - b.number),
  );
}

/** What was touched last is available only as far as it may still be burnt. */
export function expectNothingOverIsAvailable({ documents }: World, now: Instant): void {
  const over = statesOf<PointsLot>(documents, 'lots').filter((lot) => lot.remaining > 0 && isOver(lot, now));
  expect(over).toEqual([]);
}
