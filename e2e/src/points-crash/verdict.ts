import type { Connection } from 'mongoose';
import { aggregatesOf, rowsOf, sum } from '../crash/databases.js';

/** What was found at the end; a campaign has passed when `faults` is empty. */
export interface Verdict {
  readonly captured: number;
  readonly voided: number;
  readonly reversedLicenses: number;
  readonly transactions: number;
  readonly faults: readonly string[];
}

interface ExchangeRow {
  readonly _id: string;
  readonly state: 'held' | 'captured' | 'voided';
  readonly quantity: number;
  readonly lotId: string | null;
  readonly totalPoints: number;
  readonly reversedQuantity: number;
  readonly reversedPoints: number;
  readonly reversal: unknown;
}
interface LotRow {
  readonly _id: string;
  readonly provenance: string;
  readonly quantity: number;
  readonly source: { readonly exchangeId?: string };
  readonly counts: { readonly available: number; readonly refunded: number };
}
interface PointsLotRow {
  readonly remaining: number;
  readonly held: number;
  readonly spent: number;
}
interface TransactionRow {
  readonly number: number;
  readonly postings: readonly { readonly points: number }[];
}

/** What waits for an answer still. */
export async function unfinished(points: Connection): Promise<number> {
  const exchanges = await rowsOf<ExchangeRow>(points, 'exchanges');
  return exchanges.filter(({ state, reversal }) => state === 'held' || reversal !== null).length;
}

/** Compares exchanges and ledger with the lots of the pool: captured ⇔ minted, reversed ⇔ refunded, and every sum. */
export async function judge(points: Connection, pool: Connection): Promise<Verdict> {
  const [exchanges, pointsLots, transactions, accounts, lots] = await Promise.all([
    rowsOf<ExchangeRow>(points, 'exchanges'),
    rowsOf<PointsLotRow>(points, 'lots'),
    rowsOf<TransactionRow>(points, 'transactions'),
    rowsOf<{ available: number; held: number; spent: number; version: number }>(points, 'accounts'),
    aggregatesOf<LotRow>(pool, 'lot'),
  ]);
  const captured = exchanges.filter(({ state }) => state === 'captured');
  const minted = new Map(
    lots.filter(({ provenance }) => provenance === 'points').map((lot) => [lot.source.exchangeId, lot]),
  );
  const account = accounts[0] ?? { available: 0, held: 0, spent: 0, version: 0 };
  const total = (of: keyof PointsLotRow) => sum(pointsLots.map((lot) => lot[of]));
  const spent = sum(captured.map(({ totalPoints, reversedPoints }) => totalPoints - reversedPoints));
  const check = (right: boolean, fault: string): string[] => (right ? [] : [fault]);
  return {
    captured: captured.length,
    voided: exchanges.filter(({ state }) => state === 'voided').length,
    reversedLicenses: sum(captured.map(({ reversedQuantity }) => reversedQuantity)),
    transactions: transactions.length,
    faults: [
      ...captured.flatMap((exchange) => faultsOf(exchange, minted.get(exchange._id))),
      ...check(minted.size === captured.length, `${minted.size} minted, ${captured.length} captured`),
      ...check(account.available === total('remaining'), 'available is not what lots have'),
      ...check(account.held === 0 && total('held') === 0, 'something is held still'),
      ...check(account.spent === spent && total('spent') === spent, 'spent is not what exchanges burnt'),
      ...check(account.version === transactions.length, 'the ledger has a hole'),
      ...check(
        transactions.every(({ postings }) => sum(postings.map((one) => one.points)) === 0),
        'a transaction does not sum to 0',
      ),
    ],
  };
}

function faultsOf(exchange: ExchangeRow, lot: LotRow | undefined): string[] {
  if (!lot) return [`exchange ${exchange._id} is captured, and not minted`];
  const right =
    lot._id === exchange.lotId &&
    lot.quantity === exchange.quantity &&
    lot.counts.refunded === exchange.reversedQuantity &&
    lot.counts.available === exchange.quantity - exchange.reversedQuantity;
  return right ? [] : [`exchange ${exchange._id} and its lot differ`];
}
