import { describe, expect, it } from '@jest/globals';
import { settingsOf, topicPlans } from './topic-plans.js';

const env = { topicPrefix: 'x.', topicPartitions: 4, topicReplication: undefined };
const service = {
  subscriptions: [{ topic: 'orders.v1' }, { topic: 'companies.events.v1' }],
  publishes: ['license-pool.events.v1', 'orders.v1'],
} as const;
const plansFor = (brokers: number, replication?: number) =>
  new Map(
    topicPlans(service, { ...env, topicReplication: replication }, brokers).map((plan) => [
      plan.topic,
      {
        ...Object.fromEntries(plan.configEntries?.map(({ name, value }) => [name, value]) ?? []),
        partitions: plan.numPartitions,
        replicas: plan.replicationFactor,
      },
    ]),
  );

describe('the topics of a service', () => {
  it('are what it reads and writes, once each, and the dead letters of what it reads', () => {
    expect([...plansFor(1).keys()].sort()).toEqual([
      'x.companies.events.v1',
      'x.companies.events.v1.dlq',
      'x.license-pool.events.v1',
      'x.orders.v1',
      'x.orders.v1.dlq',
    ]);
  });

  it.each([
    [1, undefined, 1, '1'],
    [2, undefined, 2, '1'],
    [3, undefined, 3, '2'],
    [9, undefined, 3, '2'],
    [9, 5, 5, '2'],
    [3, 1, 1, '1'],
  ])(
    'with %j brokers and TOPIC_REPLICATION %j have %j replicas, %j of them in sync',
    (brokers, set, replicas, isr) => {
      for (const plan of plansFor(brokers, set).values())
        expect(plan).toMatchObject({
          replicas,
          'min.insync.replicas': isr,
          'unclean.leader.election.enable': 'false',
          partitions: 4,
        });
    },
  );

  it('are kept as the messages say; dead letters for 90 days and up to 2 MiB each', () => {
    const plans = plansFor(1);
    expect(plans.get('x.orders.v1')).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '1209600000',
    });
    expect(plans.get('x.companies.events.v1')).toMatchObject({ 'cleanup.policy': 'compact' });
    expect(plans.get('x.companies.events.v1')).not.toHaveProperty(['retention.ms']);
    expect(plans.get('x.companies.events.v1.dlq')).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '7776000000',
      'max.message.bytes': '2097152',
    });
  });

  it('can be told to an administrator', () => {
    const [plan] = topicPlans(service, env, 3);
    expect(settingsOf(plan!)).toBe(
      'partitions 4, replicas 3, cleanup.policy=delete, min.insync.replicas=2, unclean.leader.election.enable=false, retention.ms=1209600000',
    );
  });
});
