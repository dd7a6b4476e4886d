/**
 * Headers of records, as schemas of the AsyncAPI document. On the wire they are bytes, and all of them are text.
 */
const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more });

const attributes = {
  ce_specversion: text('CloudEvents version.', { const: '1.0' }),
  ce_type: text('Type of the event: says which schema the data has.'),
  ce_source: text('URI reference of the producer.', { format: 'uri-reference' }),
  ce_id: text('Unique per source; the same when the record is sent again.'),
  ce_time: text('When it happened.', { format: 'date-time' }),
  ce_correlationid: text('Constant along everything that one outside request or record caused.'),
  ce_causationid: text('Id of the event that caused this one.'),
};
const json = text('The data is JSON.', { const: 'application/json' });

/** What our own records carry: CloudEvents in binary mode, with the extensions of interfaces.md. */
const ours = {
  type: 'object',
  properties: {
    'content-type': json,
    ...attributes,
    ce_sequence: text('Version of the aggregate after the change.', { pattern: '^[0-9]+$' }),
    ce_operationid: text('The operation of the API that asked for this.'),
    ce_preview: text(
      'Only on commands: change nothing, answer the operation with what would happen (CT-18).',
      {
        const: 'true',
      },
    ),
    lane: text(
      'The lane that wrote the record: service:topic/partition. Not on records of the API and of schedulers.',
    ),
    lanesequence: text('Number of the record in its lane: of two equal ones, the second is a repeat.', {
      pattern: '^[0-9]+$',
    }),
  },
  required: [
    'content-type',
    'ce_specversion',
    'ce_type',
    'ce_source',
    'ce_id',
    'ce_time',
    'ce_correlationid',
  ],
};

/** What upstream systems must send, and what else is understood. */
const upstream = {
  type: 'object',
  properties: { 'content-type': json, ...attributes },
  required: ['ce_specversion', 'ce_type', 'ce_source', 'ce_id'],
};

const structured = {
  type: 'object',
  properties: {
    'content-type': text('The value is a whole CloudEvent.', {
      pattern: '^application/cloudevents\\+json(?:$|;)',
    }),
  },
  required: ['content-type'],
};

/** The attributes of a CloudEvent in structured mode, beside its `data`. */
export const envelopeAttributes = Object.fromEntries(
  Object.entries(attributes).map(([name, schema]) => [name.replace('ce_', ''), schema]),
);

const deadLetter = {
  type: 'object',
  description:
    'The headers of the original record, byte for byte, but for `lane` and `lanesequence`, which are kept as `dlq-lane` and `dlq-lanesequence`; and these.',
  properties: {
    'dlq-code': text('Why it was set aside: a stable code.'),
    'dlq-reason': text('Why, for people.', { maxLength: 4000 }),
    'dlq-attempts': text('How often it was tried.', { pattern: '^[0-9]+$' }),
    'dlq-service': text('The service that set it aside.'),
    'dlq-topic': text('Topic of the original.'),
    'dlq-partition': text('Partition of the original.', { pattern: '^[0-9]+$' }),
    'dlq-offset': text('Offset of the original.', { pattern: '^[0-9]+$' }),
    'dlq-time': text('When it was set aside.', { format: 'date-time' }),
  },
  required: ['code', 'reason', 'attempts', 'service', 'topic', 'partition', 'offset', 'time'].map(
    (name) => `dlq-${name}`,
  ),
};

/** By name in `components.schemas`. */
export const headerSchemas = {
  headers: ours,
  'headers.upstream': upstream,
  'headers.structured': structured,
  'headers.dead-letter': deadLetter,
};
