import { type JsonSchema, type MessageDefinition, jsonSchemaOf, keyTemplateOf } from '@reservoir/messages';
import { type GeneratedFile, jsonFile } from './generated-file.js';

/** What others can see of a message: all that a release promises. */
export interface PublishedMessage {
  readonly type: string;
  readonly topic: string;
  /** How the record key is made of the data, `{pool.partnerId}:{pool.sku}:{pool.term}`. */
  readonly key: string;
  readonly schema: JsonSchema;
}

/** An entry of `messages.json`. */
export type IndexEntry = Omit<PublishedMessage, 'schema'>;

/** What a message promises by now. */
export const published = (message: MessageDefinition): PublishedMessage => ({
  type: message.type,
  topic: message.topic,
  key: keyTemplateOf(message),
  schema: jsonSchemaOf(message),
});

/**
 * A folder of messages: `messages.json`, the index with topics and keys, and `schemas/<type>.json` for each.
 * @param folder from the root of the repository
 */
export function messageFiles(
  folder: string,
  messages: readonly PublishedMessage[],
): readonly GeneratedFile[] {
  const sorted = [...messages].sort((a, b) => (a.type < b.type ? -1 : 1));
  const index = sorted.map(({ type, topic, key }): IndexEntry => ({ type, topic, key }));
  return [
    jsonFile(`${folder}/messages.json`, index),
    ...sorted.map(({ type, schema }) => jsonFile(`${folder}/schemas/${type}.json`, schema)),
  ];
}
