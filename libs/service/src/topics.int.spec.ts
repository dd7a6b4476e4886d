import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createTopics, deleteTopics, produce, testKafka, uniqueNames } from '@reservoir/testing';
import { type Admin, ConfigResourceTypes } from 'kafkajs';
import { ensureTopics } from './topics.js';

const names = uniqueNames(import.meta.url);
const admins: Admin[] = [];
const anAdmin = async (): Promise<Admin> => {
  const admin = testKafka().admin({ retry: { retries: 0 } });
  admins.push(admin);
  await admin.connect();
  return admin;
};
const env = (name: string) => ({
  topicPrefix: `${names.prefix}.${name}.`,
  topicPartitions: 2,
  topicReplication: undefined,
});
const service = {
  subscriptions: [{ topic: 'orders.v1' }, { topic: 'companies.events.v1' }],
  publishes: ['license-pool.events.v1'],
} as const;
const all = [
  'orders.v1',
  'companies.events.v1',
  'license-pool.events.v1',
  'orders.v1.dlq',
  'companies.events.v1.dlq',
];

async function settingsOf(admin: Admin, topic: string) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  });
  return Object.fromEntries(
    resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]),
  );
}

afterEach(() => Promise.all(admins.splice(0).map((admin) => admin.disconnect())));
afterAll(() => deleteTopics(names.prefix));

describe('the topics of a service', () => {
  it('are made by services that start together, and can be written to at once', async () => {
    const racing = await Promise.all([anAdmin(), anAdmin(), anAdmin(), anAdmin()]);
    const made = await Promise.all(racing.map((admin) => ensureTopics(admin, service, env('race'))));
    const prefix = env('race').topicPrefix;
    expect(made.flat().sort()).toEqual(all.map((topic) => prefix + topic).sort());
    for (const topic of all) await produce(prefix + topic, [{ partition: 1, key: 'k', value: 'x' }]);
    const { topics } = await racing[0].fetchTopicMetadata({ topics: all.map((topic) => prefix + topic) });
    expect(topics.map(({ partitions }) => partitions.length)).toEqual([2, 2, 2, 2, 2]);
    expect(await settingsOf(racing[0], `${prefix}companies.events.v1`)).toMatchObject({
      'cleanup.policy': 'compact',
    });
    expect(await settingsOf(racing[0], `${prefix}orders.v1.dlq`)).toMatchObject({
      'cleanup.policy': 'delete',
      'max.message.bytes': '2097152',
      'unclean.leader.election.enable': 'false',
    });
  });

  it('are never altered when they exist', async () => {
    const prefix = env('kept').topicPrefix;
    await createTopics([{ topic: `${prefix}orders.v1`, partitions: 5, config: { 'retention.ms': '1000' } }]);
    const admin = await anAdmin();
    expect(await ensureTopics(admin, service, env('kept'))).not.toContain(`${prefix}orders.v1`);
    expect(await ensureTopics(admin, service, env('kept'))).toEqual([]);
    const { topics } = await admin.fetchTopicMetadata({ topics: [`${prefix}orders.v1`] });
    expect(topics[0]!.partitions).toHaveLength(5);
    expect(await settingsOf(admin, `${prefix}orders.v1`)).toMatchObject({ 'retention.ms': '1000' });
  });

  it('that Kafka refuses to make are named with their settings', async () => {
    const refused = ensureTopics(await anAdmin(), service, { ...env('refused'), topicReplication: 15 });
    await expect(refused).rejects.toThrow(
      /companies\.events\.v1 \(INVALID_REPLICATION_FACTOR\): partitions 2, replicas 15, cleanup\.policy=compact/,
    );
  });
});
