import { type MessageDefinition, type TopicSettings, keyTemplateOf, topics } from '@reservoir/messages';
import { isUpstream } from '../upstream.js';
import { messagesOf } from './messages.js';

/** Whether we both write and read it, and nobody else has a part in it. */
const isInternal = (topic: string): boolean => topic.endsWith('.commands.v1') || topic.startsWith('sandbox.');

const dayMs = 86_400_000;
const settings: readonly (readonly [string, TopicSettings])[] = Object.entries(topics);

/** How Kafka keeps the topic. */
export const kafkaBinding = ({ cleanup, retentionDays }: Omit<TopicSettings, 'summary'>): object => ({
  kafka: {
    topicConfiguration: {
      'cleanup.policy': [cleanup],
      ...(retentionDays !== undefined && { 'retention.ms': retentionDays * dayMs }),
    },
    bindingVersion: '0.5.0',
  },
});

const messageRefs = (prefix: string, names: readonly string[]): readonly (readonly [string, object])[] =>
  names.map((name) => [name, { $ref: `${prefix}${name}` }]);

const namesOn = (topic: string, messages: readonly MessageDefinition[]): readonly string[] =>
  messages
    .filter((message) => message.topic === topic)
    .flatMap((message) => Object.keys(messagesOf(message)));

const keysOn = (topic: string, messages: readonly MessageDefinition[]): string =>
  [...new Set(messages.filter((message) => message.topic === topic).map(keyTemplateOf))]
    .sort()
    .map((key) => `\`${key}\``)
    .join(' or ');

/** One channel per topic. */
export const channels = (messages: readonly MessageDefinition[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    settings.map(([topic, kept]) => [
      topic,
      {
        address: topic,
        description: `${kept.summary}. Record key: ${keysOn(topic, messages)}.`,
        messages: Object.fromEntries(messageRefs('#/components/messages/', namesOn(topic, messages))),
        bindings: kafkaBinding(kept),
      },
    ]),
  );

const actionsOn = (topic: string): readonly ('send' | 'receive')[] =>
  isUpstream(topic) ? ['receive'] : isInternal(topic) ? ['send', 'receive'] : ['send'];

/** What Reservoir as a whole does with each topic. */
export const operations = (messages: readonly MessageDefinition[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    settings.flatMap(([topic, kept]) => {
      const operation = {
        channel: { $ref: `#/channels/${topic}` },
        summary: kept.summary,
        messages: messageRefs(`#/channels/${topic}/messages/`, namesOn(topic, messages)).map(
          ([, ref]) => ref,
        ),
      };
      return actionsOn(topic).map((action) => [`${action}.${topic}`, { action, ...operation }] as const);
    }),
  );
