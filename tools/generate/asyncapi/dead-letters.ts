import { deadLetterTopicOf, topics } from '@reservoir/messages';
import { kafkaBinding } from './topics.js';

const channel = 'dead-letters';
const retentionDays = 90;

/** One channel for the dead letters of every topic. */
export const deadLetterChannels = {
  [channel]: {
    address: deadLetterTopicOf('{topic}'),
    description:
      'The untouched originals of records that could not be processed, under their original key, with the reason in headers. They can be sent again to their topic.',
    parameters: {
      topic: { description: 'Where the original came from.', enum: Object.keys(topics) },
    },
    messages: { 'dead-letter': { $ref: '#/components/messages/dead-letter' } },
    bindings: kafkaBinding({ cleanup: 'delete', retentionDays }),
  },
};

export const deadLetterMessages = {
  'dead-letter': {
    name: 'dead-letter',
    title: 'Dead letter',
    summary: 'A record that could not be processed, and why',
    contentType: 'application/octet-stream',
    headers: { $ref: '#/components/schemas/headers.dead-letter' },
    payload: { description: 'The value of the original, byte for byte: anything, or nothing.' },
  },
};

export const deadLetterOperations = {
  [`send.${channel}`]: {
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    summary: 'Sets a record aside so that those behind it go on',
    messages: [{ $ref: `#/channels/${channel}/messages/dead-letter` }],
  },
};
