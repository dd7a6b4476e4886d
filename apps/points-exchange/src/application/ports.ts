import type { LedgerEntry } from '@reservoir/points-ledger';
import type { Account } from '../domain/account.js';
import type { Exchange } from '../domain/exchange.js';
import type { Assortment, Company, PriceList, Retirement } from '../domain/facts.js';
import type { PointsLot } from '../domain/lot.js';
import type { Quote } from '../domain/quote.js';

/** Documents by id, as the unit of work has them by now. */
export interface ById<State> {
  find(id: string): State | undefined;
  save(state: State): void;
}

/** By partner. */
export type Accounts = ById<Account>;
export type Quotes = ById<Quote>;
export type Exchanges = ById<Exchange>;
export type Companies = ById<Company>;
/** By distributor. */
export type Assortments = ById<Assortment>;
/** By distributor. */
export type PriceLists = ById<PriceList>;
/** By product or module: only of those that are retired. */
export type Retirements = ById<Retirement>;

/** Lots of points, of which a partner may have any number: only those that are needed are read. */
export interface Lots extends ById<PointsLot> {
  /** Lots of the partner that are over now with points left, the earliest expiry first; at most 1000. */
  due(partnerId: string): readonly PointsLot[];
  /**
   * Lots of the partner that are not over and have points left, in burn order (PT-2): from the first one on, as many as
   * hold `points` together, or all there are; but never more than 1001.
   */
  inBurnOrder(partnerId: string, points: number): Promise<readonly PointsLot[]>;
  /** The lots of these ids; those that do not exist are missing. */
  findAll(ids: readonly string[]): Promise<readonly PointsLot[]>;
}

/** The ledger: only ever added to (PT-1). */
export interface Transactions {
  append(transaction: LedgerEntry): void;
}

/** What every change of points needs. */
export interface LedgerPorts {
  readonly accounts: Accounts;
  readonly lots: Lots;
  readonly transactions: Transactions;
}
