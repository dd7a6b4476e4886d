import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  catalogOperationCompleted,
  companyCreated,
  familyPublished,
  modulePublished,
  publishDraft,
  retireItem,
  saveDraft,
  setAssortment,
  toKafkaMessage,
  versionPublished,
} from '@reservoir/messages';
import {
  type Tap,
  connectMongo,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { demoCatalog } from '@reservoir/testing/demo';
import { ServiceProcess, arrived, send } from '@reservoir/testing/service-process';
import { draftBodyOf, operator, userOf } from './testing/catalog.fixtures.js';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
const rounds = 60;
let service: ServiceProcess;
let tap: Tap;
let operations = 0;

beforeAll(async () => {
  service = await ServiceProcess.start({ main, prefix });
  tap = await tapTopics(names.topic('catalog.events.v1'), names.topic('operations.v1'));
}, 60_000);

afterAll(async () => {
  expect(await service.stop()).toBe(0);
  await tap.close();
  await (await connectMongo(`${prefix}_catalog`)).drop();
  await deleteTopics(prefix);
}, 60_000);

const each = <T>(of: (round: number) => T): T[] => Array.from({ length: rounds }, (_, round) => of(round));

/** A command of an operation of its own, as the gateway sends it. */
function command(message: MessageDefinition, wire: unknown) {
  const operationId = `operation-${(operations += 1)}`;
  const data = message.schema.parse(wire);
  const time = instant(Date.now());
  const attributes = { id: operationId, source: '/test', time, correlationId: operationId, operationId };
  const record = toKafkaMessage(message, data, attributes);
  return { operationId, record: { ...record, headers: { ...record.headers } } };
}

/** Sends commands and gives what became of them, by operation: `done`, or the code of the refusal. */
async function decide(...producers: readonly (readonly ReturnType<typeof command>[])[]) {
  const commands = producers.flat();
  await Promise.all(
    producers.map((sent) =>
      produce(
        names.topic('catalog.commands.v1'),
        sent.map(({ record }) => record),
      ),
    ),
  );
  return eventually(
    () => {
      const all = new Map(arrived(tap, catalogOperationCompleted).map((one) => [one.operationId, one]));
      return commands.map(({ operationId }) => {
        const outcome = all.get(operationId);
        if (!outcome) throw new Error(`${operationId} has no outcome`);
        return outcome.refusal?.code ?? 'done';
      });
    },
    { timeoutMs: 60_000 },
  );
}

const family = (round: number) => ({ kind: 'families', id: `family-${round}`, actor: operator }) as const;
const draft = (round: number, name = `Family ${round}`) =>
  command(saveDraft, { ...family(round), body: { id: `family-${round}`, name } });
const publish = (round: number, revision: number) => command(publishDraft, { ...family(round), revision });

describe(`races on the catalog, ${rounds} rounds each, on real servers`, () => {
  it('CA-1 two publications of one draft: one version, and the other is told why', async () => {
    expect(new Set(await decide(each((round) => draft(round))))).toEqual(new Set(['done']));
    const [one, other] = [each((round) => publish(round, 1)), each((round) => publish(round, 1)).reverse()];
    const outcomes = await decide(one, other);
    for (const round of each((n) => n))
      expect([outcomes[round], outcomes[2 * rounds - 1 - round]].sort()).toEqual(['done', 'stale-revision']);
    await eventually(() => {
      const facts = arrived(tap, familyPublished).map(({ body, version }) => `${body.id} ${version}`);
      expect(facts.sort()).toEqual(each((round) => `family-${round} 1`).sort());
      const versions = arrived(tap, versionPublished).map(({ id, number }) => `${id} ${number}`);
      expect(versions.sort()).toEqual(facts);
    });
  }, 120_000);

  it('CA-1 somebody edits while somebody publishes: what is published is what was judged, or nothing', async () => {
    await decide(each((round) => draft(round, 'second')));
    const outcomes = await decide(
      each((round) => publish(round, 3)),
      each((round) => draft(round, 'third')).reverse(),
    );
    const published = outcomes.slice(0, rounds);
    expect(outcomes.slice(rounds).every((code) => code === 'done')).toBe(true);
    expect(published.every((code) => code === 'done' || code === 'stale-revision')).toBe(true);
    await eventually(() => {
      const second = arrived(tap, familyPublished).filter(({ version }) => version === 2);
      expect(second).toHaveLength(published.filter((code) => code === 'done').length);
      expect(second.every(({ body }) => body.name === 'second')).toBe(true);
    });
  }, 120_000);

  it('CA-8 a module is retired while its next version is published: one of them is on the version that it meant', async () => {
    await decide(
      demoCatalog.families.map((body) =>
        command(saveDraft, { kind: 'families', id: body.id, body, actor: operator }),
      ),
    );
    await decide([
      command(publishDraft, { kind: 'families', id: 'endpoint-protection', revision: 1, actor: operator }),
    ]);
    const item = (kind: string, id: string) => ({ kind, id, actor: operator });
    const product = draftBodyOf(demoCatalog.products[0]!);
    await decide([
      command(saveDraft, { ...item('products', product.id), body: product }),
      command(publishDraft, { ...item('products', product.id), revision: 1 }),
    ]);
    const module = (round: number) => ({ ...draftBodyOf(demoCatalog.modules[0]!), id: `module-${round}` });
    const body = (round: number) => ({ ...module(round), products: [product.id] });
    const of = (round: number) => item('modules', `module-${round}`);
    await decide(
      each((round) => [
        command(saveDraft, { ...of(round), body: body(round) }),
        command(publishDraft, { ...of(round), revision: 1 }),
        command(saveDraft, { ...of(round), body: { ...body(round), name: 'Renamed' } }),
      ]).flat(),
    );
    const outcomes = await decide(
      each((round) => command(publishDraft, { ...of(round), revision: 3 })),
      each((round) => command(retireItem, { ...of(round), version: 1 })).reverse(),
    );
    for (const round of each((n) => n))
      expect([outcomes[round], outcomes[2 * rounds - 1 - round]].sort()).toEqual(['done', 'stale-version']);
    await eventually(() =>
      expect(arrived(tap, modulePublished).filter(({ version }) => version > 1)).toHaveLength(rounds),
    );
  }, 120_000);

  it('CA-6 two assortments in the place of one version: one stands, and the other is told why', async () => {
    const distributor = (round: number) => `distributor-${round}`;
    for (const round of each((n) => n))
      await send(prefix, companyCreated, {
        ...{ id: distributor(round), type: 'distributor', name: 'D', parentId: null, tier: null },
        ...{ pointsProgramme: false, ancestors: [], distributorId: distributor(round), version: 1 },
      } as never);
    const set = (round: number, sku: string) =>
      command(setAssortment, {
        body: { distributorId: distributor(round), offers: [{ sku, terms: ['Y1'] }] },
        replaces: 0,
        actor: userOf(distributor(round)),
      });
    const outcomes = await decide(
      each((round) => set(round, 'endpoint-security:secure')),
      each((round) => set(round, 'endpoint-security:secure-plus')).reverse(),
    );
    for (const round of each((n) => n))
      expect([outcomes[round], outcomes[2 * rounds - 1 - round]].sort()).toEqual(['done', 'stale-version']);
  }, 180_000);
});
