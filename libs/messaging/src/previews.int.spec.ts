import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  acceptQuote,
  drawLicenses,
  requestQuote,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  type TestMongo,
  connectMongo,
  consumeAll,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  testKafka,
  uniqueNames,
} from '@reservoir/testing';
import { startQuoteCounter } from '../testing/quote-counter.js';
import type { RunningService } from '../testing/small-service.js';

const names = uniqueNames(import.meta.url);
const topicPrefix = `${names.prefix}.`;
const topics = [
  'points-exchange.commands.v1',
  'points-exchange.commands.v1.dlq',
  'license-pool.commands.v1',
  'operations.v1',
];
const at = instant('2026-11-21T10:00:00Z');
const partnerId = 'partner-gold';
const wish = {
  partnerId,
  sku: 'edr-standalone',
  term: 'Y1',
  quantity: 2,
  quoteId: 'q',
  actor: { userId: 'u', companyId: partnerId, role: 'total-control' },
};
let mongo: TestMongo;
let service: RunningService;

/** A command of the gateway; the operation's id says which. */
const command = (operationId: string, preview: boolean, message: MessageDefinition = requestQuote) =>
  toKafkaMessage(message, wish, {
    id: operationId,
    source: '/reservoir/api-gateway',
    time: at,
    correlationId: operationId,
    operationId,
    preview,
  });

const read = async (name: string) =>
  (await consumeAll(topicPrefix + name)).map(({ value }) => JSON.parse(String(value)) as object);
const quotes = async () =>
  (await mongo.connection.collection<{ _id: string; quotes: number }>('quotes').findOne({ _id: partnerId }))
    ?.quotes;
const drawn = (n: number) => ({
  events: [
    {
      type: drawLicenses.type,
      data: { holder: { contractId: `quote-${n}` }, pool: { partnerId }, quantity: 2 },
    },
  ],
  omitted: 0,
});

beforeAll(async () => {
  mongo = await connectMongo(names.database());
  await createTopics(topics.map((topic) => ({ topic: topicPrefix + topic })));
  const settings = { topicPrefix, groupId: names.group('quotes') };
  service = await startQuoteCounter(testKafka(), mongo.connection, settings);
});
afterAll(async () => {
  await service.stop();
  await deleteTopics(names.prefix);
  await mongo.drop();
});

describe('CT-18: previews among commands, on real servers', () => {
  it('are answered in their place, change nothing and begin nothing', async () => {
    await produce(`${topicPrefix}points-exchange.commands.v1`, [
      command('do-1', false),
      command('show-1', true),
      command('show-1', true),
      command('show-2', true, acceptQuote),
      command('do-2', false),
      command('do-3', false),
      command('show-3', true),
      command('do-4', false),
    ]);
    await eventually(async () => {
      expect(await read('operations.v1')).toHaveLength(7);
    });
    expect(await read('operations.v1')).toMatchObject([
      { operationId: 'do-1', outcome: 'succeeded', requires: [{ version: 1 }] },
      { operationId: 'show-1', outcome: 'succeeded', requires: [], preview: drawn(2) },
      {
        operationId: 'show-2',
        outcome: 'succeeded',
        preview: { events: [{ data: { holder: { contractId: 'quote-2' }, quantity: 1 } }] },
      },
      { operationId: 'do-2', outcome: 'succeeded', requires: [{ version: 2 }] },
      { operationId: 'do-3', outcome: 'succeeded', requires: [{ version: 3 }] },
      { operationId: 'show-3', outcome: 'refused', refusal: { code: 'too-many-quotes' } },
      { operationId: 'do-4', outcome: 'refused', refusal: { code: 'too-many-quotes' } },
    ]);
    expect(await quotes()).toBe(3);
    expect(await read('license-pool.commands.v1')).toHaveLength(3);
    expect(await read('points-exchange.commands.v1.dlq')).toEqual([]);
  });
});
