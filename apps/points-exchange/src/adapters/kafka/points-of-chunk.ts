import type { Chunk } from '@reservoir/messaging';
import type {
  Accounts,
  Assortments,
  Companies,
  Exchanges,
  Lots,
  PriceLists,
  Quotes,
  Retirements,
  Transactions,
} from '../../application/ports.js';

/** Gives a collection bound to a unit of work. */
interface OfChunk<Port> {
  in(chunk: Chunk): Port;
}

/** Every collection of the service, each bound to a unit of work when it is needed. */
export interface PointsOfChunk {
  readonly companies: OfChunk<Companies>;
  readonly assortments: OfChunk<Assortments>;
  readonly prices: OfChunk<PriceLists>;
  readonly retirements: OfChunk<Retirements>;
  readonly accounts: OfChunk<Accounts>;
  readonly quotes: OfChunk<Quotes>;
  readonly exchanges: OfChunk<Exchanges>;
  readonly lots: OfChunk<Lots>;
  readonly transactions: OfChunk<Transactions>;
}

/** Injection token of `PointsOfChunk`. */
export const POINTS = Symbol('points');

/** Injection token of the time after which an exchange without an answer is given up, in milliseconds (PT-4). */
export const GIVE_UP_AFTER_MS = Symbol('give-up-after-ms');

/** The ports of a service, bound to a unit of work. */
export type PortsOf<Points> = {
  [Name in keyof Points]: Points[Name] extends OfChunk<infer Port> ? Port : never;
};

/** All ports, bound to a unit of work: once for all of its records. */
export const portsIn = (points: PointsOfChunk, chunk: Chunk): PortsOf<PointsOfChunk> =>
  chunk.stateOf(points, () => boundTo(points, chunk));

const boundTo = (points: PointsOfChunk, chunk: Chunk): PortsOf<PointsOfChunk> => ({
  companies: points.companies.in(chunk),
  assortments: points.assortments.in(chunk),
  prices: points.prices.in(chunk),
  retirements: points.retirements.in(chunk),
  accounts: points.accounts.in(chunk),
  quotes: points.quotes.in(chunk),
  exchanges: points.exchanges.in(chunk),
  lots: points.lots.in(chunk),
  transactions: points.transactions.in(chunk),
});

/** What every change of a partner's points needs: its account, and what is over of its lots. */
export const ledgerNeeds = (partnerId: string) => ({
  accounts: [partnerId],
  lots: [{ dueOf: partnerId }],
});
