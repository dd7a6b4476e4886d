import type { MessageDefinition } from '@reservoir/messages';
import { deadLetterChannels, deadLetterMessages, deadLetterOperations } from './dead-letters.js';
import { headerSchemas } from './headers.js';
import { messagesOf, payloadSchemaOf } from './messages.js';
import { channels, operations } from './topics.js';

const description = `Everything that Reservoir reads from and writes to Kafka. Every record is a CloudEvent 1.0, its data JSON.

- Records of upstream systems are read in binary mode (attributes as \`ce_\` headers) and in structured mode (\`application/cloudevents+json\`); ours are written in binary mode.
- The record key is the aggregate's key, so that the records of one aggregate are in order.
- Ignore types and properties that you do not know: within \`v1\`, both may be added. A breaking change opens \`v2\` beside it.`;

/**
 * The AsyncAPI 3.0 document of the platform.
 * @param version of the platform
 */
export function asyncApiDocument(messages: readonly MessageDefinition[], version: string): object {
  const sorted = [...messages].sort((a, b) => (a.type < b.type ? -1 : 1));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Reservoir', version, description, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    channels: { ...channels(sorted), ...deadLetterChannels },
    operations: { ...operations(sorted), ...deadLetterOperations },
    components: {
      messages: {
        ...Object.fromEntries(sorted.flatMap((message) => Object.entries(messagesOf(message)))),
        ...deadLetterMessages,
      },
      schemas: {
        ...headerSchemas,
        ...Object.fromEntries(sorted.map((message) => [message.type, payloadSchemaOf(message)])),
      },
      correlationIds: {
        correlation: {
          description: 'Constant along everything that one outside request or record caused.',
          location: '$message.header#/ce_correlationid',
        },
      },
    },
  };
}
