import { setImmediate as turn } from 'node:timers/promises';
import type { Instant } from '@reservoir/kernel';
import { type LedgerEntry, inBurnOrder, isOver } from '@reservoir/points-ledger';
import type { Account } from '../domain/account.js';
import { mostBurns } from '../domain/burn-order.js';
import type { Exchange } from '../domain/exchange.js';
import type { PointsLot } from '../domain/lot.js';
import type { Quote } from '../domain/quote.js';
import type { PointsHarness, PointsPorts } from './points-suite.js';

const byId = [
  'companies',
  'assortments',
  'prices',
  'retirements',
  'accounts',
  'quotes',
  'exchanges',
  'lots',
] as const;

interface Draft {
  readonly seen: ReadonlyMap<string, unknown>;
  readonly written: Map<string, unknown>;
}

/** The service's collections in memory, with the conflicts that a database has: what was written must not have changed since it was read. */
export function memoryPoints(): PointsHarness {
  const documents = new Map<string, unknown>();
  const attempt = async <T>(
    now: Instant,
    decide: (ports: PointsPorts) => T | Promise<T>,
  ): Promise<{ readonly value: T } | undefined> => {
    const draft: Draft = { seen: new Map(documents), written: new Map() };
    await turn();
    const value = await decide(portsOver(draft, now));
    await turn();
    if ([...draft.written.keys()].some((key) => documents.get(key) !== draft.seen.get(key))) return undefined;
    for (const [key, state] of draft.written) documents.set(key, state);
    return { value };
  };
  return {
    async run(_needs, now, decide) {
      for (;;) {
        const done = await attempt(now, decide);
        if (done) return done.value;
      }
    },
    ledger: (partnerId) =>
      Promise.resolve(statesOf(documents, 'transactions').filter((one) => one.partnerId === partnerId)),
  };
}

/** Ports over one map that is kept, for whoever needs no conflicts; made anew for each instant. */
export const portsOverMap = (documents: Map<string, unknown>, now: Instant): PointsPorts =>
  portsOver({ seen: new Map(), written: documents }, now);

/** The ports over one map for every chunk, for controllers. */
export function everyChunk(documents: Map<string, unknown>) {
  const of = <Name extends keyof PointsPorts>(name: Name) => ({
    in: ({ now }: { readonly now: Instant }) => portsOverMap(documents, now)[name],
  });
  return {
    companies: of('companies'),
    assortments: of('assortments'),
    prices: of('prices'),
    retirements: of('retirements'),
    accounts: of('accounts'),
    quotes: of('quotes'),
    exchanges: of('exchanges'),
    lots: of('lots'),
    transactions: of('transactions'),
  };
}

/** What the kinds that tests look at hold. */
interface Kinds {
  readonly accounts: Account;
  readonly quotes: Quote;
  readonly exchanges: Exchange;
  readonly lots: PointsLot;
  readonly transactions: LedgerEntry;
}

/** All that a map of `portsOverMap` holds of one kind. */
export const statesOf = <Kind extends keyof Kinds>(
  documents: ReadonlyMap<string, unknown>,
  kind: Kind,
): readonly Kinds[Kind][] =>
  [...documents].filter(([key]) => key.startsWith(`${kind} `)).map(([, state]) => state as Kinds[Kind]);

function portsOver(draft: Draft, now: Instant): PointsPorts {
  const { seen, written } = draft;
  const save = (kind: string, state: { readonly id: string }) =>
    void written.set(`${kind} ${state.id}`, state);
  const port = (kind: string) => ({
    find: (id: string) => written.get(`${kind} ${id}`) ?? seen.get(`${kind} ${id}`),
    save: (state: { readonly id: string }) => save(kind, state),
  });
  const ports = Object.fromEntries(byId.map((kind) => [kind, port(kind)])) as unknown as PointsPorts;
  const open = (partnerId: string) =>
    statesOf(new Map([...seen, ...written]), 'lots').filter(
      (lot) => lot.partnerId === partnerId && lot.remaining > 0,
    );
  return {
    ...ports,
    lots: {
      ...ports.lots,
      due: (partnerId) =>
        open(partnerId)
          .filter((lot) => isOver(lot, now))
          .sort((a, b) => (`${a.expiresAt} ${a.id}` < `${b.expiresAt} ${b.id}` ? -1 : 1))
          .slice(0, 1000),
      inBurnOrder: (partnerId, points) =>
        Promise.resolve(
          covering(
            open(partnerId)
              .filter((lot) => !isOver(lot, now))
              .sort(inBurnOrder),
            points,
          ),
        ),
      findAll: (ids) => Promise.resolve(ids.flatMap((id) => ports.lots.find(id) ?? [])),
    },
    transactions: { append: (transaction) => save('transactions', transaction) },
  };
}

/** The first lots that hold `points` together, or all; 1001 at most. */
function covering(lots: readonly PointsLot[], points: number): readonly PointsLot[] {
  let covered = 0;
  const enough = lots.findIndex((lot) => (covered += lot.remaining) >= points);
  return lots.slice(0, Math.min(enough < 0 ? lots.length : enough + 1, mostBurns + 1));
}
