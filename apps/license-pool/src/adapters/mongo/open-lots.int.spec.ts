import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { serverAddresses, uniqueNames } from '@reservoir/testing';
import * as fc from 'fast-check';
import mongoose, { type Connection } from 'mongoose';
import type { Collections } from '../../application/collections.js';
import { creditPurchase } from '../../application/credit-purchase.js';
import { drawLicenses } from '../../application/draw-licenses.js';
import { mintLicenses } from '../../application/mint-licenses.js';
import { releaseReservation } from '../../application/release-reservation.js';
import { reserveLicenses } from '../../application/reserve-licenses.js';
import { returnLicenses } from '../../application/return-licenses.js';
import type { Lot } from '../../domain/lot.js';
import {
  aHolder,
  aKey,
  aLot,
  aPartner,
  aPoolOf,
  anAssortment,
  at,
  now,
} from '../../testing/license-pool.fixtures.js';
import { MemoryCollections } from '../../testing/memory-collections.js';
import { aPurchase } from '../../testing/requests.fixtures.js';
import { MongoCollections } from './mongo-collections.js';

let connection: Connection;
let collections: MongoCollections;
/** The commands that were sent to MongoDB, by name. */
let sent: string[] = [];

beforeAll(async () => {
  const dbName = uniqueNames(import.meta.url).database();
  connection = await mongoose
    .createConnection(serverAddresses().mongodbUri, { dbName, monitorCommands: true })
    .asPromise();
  collections = new MongoCollections(connection);
  await ensureIndexes(connection);
  connection.getClient().on('commandStarted', ({ commandName }) => sent.push(commandName));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});
beforeEach(async () => {
  for (const model of Object.values(connection.models)) await model.collection.deleteMany({});
});

const key = aKey();
const periodEnd = at('2027-11-21T00:00:00Z');

async function run<T>(needs: object, decide: (all: Collections) => T): Promise<T> {
  const session = await connection.startSession();
  sent = [];
  try {
    return await runUnitOfWork(session, collections.stores, needs as never, now, (chunk) =>
      decide(collections.in(chunk)),
    );
  } finally {
    await session.endSession();
  }
}

const lotsOf = (count: number, available: number): Lot[] =>
  Array.from({ length: count }, (_, n) => aLot({ id: `lot-${String(n).padStart(5, '0')}`, available }));
const given = (lots: readonly Lot[]) =>
  run(
    {
      pools: [key.id],
      lots: lots.map(({ id }) => id),
      partners: ['partner-gold'],
      assortments: ['distributor-one'],
      retirements: ['endpoint-security'],
    },
    (all) => {
      all.pools.save({ ...aPoolOf(lots, key), version: 1 });
      all.partners.save(aPartner());
      all.assortments.save(anAssortment());
      for (const lot of lots) all.lots.save(lot);
    },
  );
const draws = (...quantities: number[]) => ({
  pools: [key.id],
  draws: quantities.map((quantity) => ({ poolId: key.id, quantity })),
});

describe('the open lots that a draw loads', () => {
  it('are those that it needs: one of 3000', async () => {
    await given(lotsOf(3000, 10));
    const seen = await run(draws(4, 5), ({ lots }) => lots.openIn(key.id));
    expect(seen).toMatchObject({ complete: false, lots: [{ id: 'lot-00000' }] });
    expect(sent.filter((name) => name === 'getMore')).toEqual([]);
  });

  it('are all when they do not cover it', async () => {
    await given(lotsOf(450, 1));
    const seen = await run(draws(451), ({ lots }) => lots.openIn(key.id));
    expect(seen.complete).toBe(true);
    expect(seen.lots).toHaveLength(450);
  });

  it.each([19, 20, 21, 40])('are all of %i when they do not cover it, and it says so', async (count) => {
    await given(lotsOf(count, 1));
    const short = await run(draws(count + 1), ({ lots }) => lots.openIn(key.id));
    expect([short.lots.length, short.complete]).toEqual([count, true]);
    const covered = await run(draws(count), ({ lots }) => lots.openIn(key.id));
    expect([covered.lots.length, covered.complete]).toEqual([count, false]);
  });

  it('are 1000 per draw at most: PO-4 refuses what more would be needed for', async () => {
    await given(lotsOf(2500, 1));
    const outcome = await run(draws(1001, 1000), (all) => {
      expect(all.lots.openIn(key.id).lots).toHaveLength(2000);
      return [1001, 1000].map(
        (quantity) => drawLicenses(key, { holder: aHolder(), quantity, periodEnd }, all, now).result,
      );
    });
    expect(outcome).toMatchObject([
      { ok: false, error: { code: 'draw-too-scattered', errors: [{ asked: 1001, available: 1000 }] } },
      { ok: true },
    ]);
  });

  it('come from the index, in its order, with no sort', async () => {
    await given(lotsOf(50, 1));
    const plan = JSON.stringify(
      await collections.lots.collection
        .find({
          ...{ type: 'lot', poolId: key.id, 'counts.available': { $gt: 0 } },
          expiresAt: { $gt: now },
        } as object)
        .sort({ expiresAt: 1, purchasedAt: 1, _id: 1 })
        .explain('queryPlanner'),
    );
    expect(plan).toContain('"indexName":"draw-order"');
    expect(plan).not.toContain('"stage":"SORT"');
  });

  it('must be named in the needs', async () => {
    const unnamed = run({ pools: [key.id] }, ({ lots }) => lots.openIn(key.id));
    await expect(unnamed).rejects.toThrow('name the draw in the needs');
  });
});

describe('PO-3 a chunk of 1000 purchases into one pool', () => {
  it('costs a handful of round trips, whatever the pool holds', async () => {
    await given(lotsOf(1000, 5));
    const purchases = Array.from({ length: 1000 }, (_, n) => aPurchase({ line: String(n) }));
    const needs = {
      pools: [key.id],
      partners: ['partner-gold'],
      assortments: ['distributor-one'],
      retirements: ['endpoint-security'],
      lots: purchases.map(({ lotId }) => lotId),
    };
    const kinds = await run(needs, (all) =>
      purchases.map((purchase) => creditPurchase(purchase, all, now).kind),
    );
    expect(new Set(kinds)).toEqual(new Set(['accepted']));
    expect(sent).toEqual(['aggregate', 'update', 'insert', 'commitTransaction']);
  });
});

describe('a chunk of any commands', () => {
  const anyLots = fc.array(
    fc.record({
      available: fc.nat({ max: 4 }),
      assigned: fc.nat({ max: 3 }),
      expiresAt: fc.constantFrom(
        at('2026-11-21T09:00:00Z'),
        at('2027-01-01T00:00:00Z'),
        at('2027-02-01T00:00:00Z'),
      ),
    }),
    { maxLength: 8 },
  );
  const anyCommands = fc.array(
    fc.record({
      name: fc.constantFrom('draw', 'reserve', 'release', 'giveBack', 'mint'),
      n: fc.nat({ max: 7 }),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  type Command = { readonly name: string; readonly n: number; readonly quantity: number };

  const needsOf = (commands: readonly Command[]) => {
    const of = (...names: string[]) => commands.filter(({ name }) => names.includes(name));
    return {
      ...draws(...of('draw', 'reserve').map(({ quantity }) => quantity)),
      holdings: of('reserve', 'release').map(({ n }) => `reservation-${n}`),
      exchanges: of('mint').map(({ n }) => `exchange-${n}`),
      lots: of('giveBack').map(({ n }) => `lot-${n}`),
    };
  };
  const decide = ({ name, n, quantity }: Command, all: Collections): unknown => {
    const holder = aHolder();
    if (name === 'draw') return drawLicenses(key, { holder, quantity, periodEnd }, all, now);
    if (name === 'reserve')
      return reserveLicenses(key, { reservationId: `reservation-${n}`, holder, quantity }, all, now);
    if (name === 'release') return releaseReservation(key, `reservation-${n}`, all, now);
    if (name === 'giveBack')
      return returnLicenses(key, { holder, picks: [{ lotId: `lot-${n}`, quantity }] }, all, now);
    return mintLicenses(
      key,
      { exchangeId: `exchange-${n}`, lotId: `minted-${n}`, distributorId: 'd', quantity },
      all,
      now,
    );
  };

  it('decides as it would with all lots at hand', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLots,
        fc.array(anyCommands, { minLength: 1, maxLength: 3 }),
        async (likes, chunks) => {
          for (const model of Object.values(connection.models)) await model.collection.deleteMany({});
          const lots = likes.map((like, n) => aLot({ id: `lot-${n}`, ...like }));
          await given(lots);
          const memory = new MemoryCollections();
          const seed = memory.begin(now);
          seed.collections.pools.save({ ...aPoolOf(lots, key), version: 1 });
          for (const lot of lots) seed.collections.lots.save(lot);
          seed.commit();
          for (const commands of chunks) {
            const here = memory.begin(now);
            const expected = commands.map((command) => decide(command, here.collections));
            here.commit();
            const actual = await run(needsOf(commands), (all) =>
              commands.map((command) => decide(command, all)),
            );
            expect(JSON.parse(JSON.stringify(actual, withoutRemoval))).toEqual(
              JSON.parse(JSON.stringify(expected)),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** What only MongoDB keeps of a reservation. */
const withoutRemoval = (name: string, value: unknown): unknown => (name === 'purgeAt' ? undefined : value);
