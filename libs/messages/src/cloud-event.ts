import type { Instant } from '@reservoir/kernel';
import type { MessageDefinition } from './define.js';

/** The attributes that a record of ours carries besides its data (CloudEvents 1.0.2 and its Kafka binding). */
export interface CloudEventAttributes {
  /** Unique per source; the same when the record is sent again. */
  readonly id: string;
  /** URI reference of the producer: `/reservoir/license-pool`. */
  readonly source: string;
  readonly time: Instant;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly operationId?: string | undefined;
  /** The command is to change nothing, and to say what it would do (CT-18). */
  readonly preview?: boolean | undefined;
  /** Version of the aggregate after the change. */
  readonly sequence?: number | undefined;
}

/** A record as kafkajs takes it. */
export interface KafkaMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writes a record in binary mode: attributes as `ce_` headers, data as JSON.
 * @param data has passed the message's schema.
 */
export function toKafkaMessage(
  message: MessageDefinition,
  data: unknown,
  attributes: CloudEventAttributes,
): KafkaMessage {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_type: message.type,
    ce_source: attributes.source,
    ce_id: attributes.id,
    ce_time: attributes.time,
    ce_correlationid: attributes.correlationId,
  };
  if (attributes.causationId !== undefined) headers['ce_causationid'] = attributes.causationId;
  if (attributes.operationId !== undefined) headers['ce_operationid'] = attributes.operationId;
  if (attributes.preview === true) headers['ce_preview'] = 'true';
  if (attributes.sequence !== undefined) headers['ce_sequence'] = String(attributes.sequence);
  return { key: message.keyOf(data), value: JSON.stringify(data), headers };
}

/** A record as it came, its `data` parsed but not yet validated. */
export interface IncomingCloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly operationId: string | null;
  readonly preview: boolean;
  readonly sequence: number | null;
  readonly data: unknown;
}

/** Why a record is no CloudEvent that we can read. */
export interface UnreadableEvent {
  readonly code: 'not-json' | 'not-a-cloudevent' | 'unsupported-content-type';
  readonly detail: string;
}

type Headers = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;

const structured = 'application/cloudevents+json';

/** Reads a record in structured or binary mode (CloudEvents Kafka binding §3). */
export function fromKafkaMessage(
  value: Buffer | null,
  headers: Headers,
): IncomingCloudEvent | UnreadableEvent {
  const contentType = header(headers, 'content-type') ?? '';
  if (contentType.startsWith('application/cloudevents') && !contentType.startsWith(structured))
    return { code: 'unsupported-content-type', detail: `${contentType}: only ${structured} is read` };
  const isStructured = contentType.startsWith(structured);
  if (!isStructured && headers['ce_specversion'] === undefined)
    return {
      code: 'not-a-cloudevent',
      detail: `neither content-type ${structured} nor ce_ headers: see the CloudEvents Kafka binding`,
    };
  const body = parse(value);
  if ('code' in body) return body;
  return isStructured ? fromEnvelope(body.json) : fromHeaders(headers, body.json);
}

/** Tells the two answers of fromKafkaMessage apart. */
export const isUnreadable = (event: IncomingCloudEvent | UnreadableEvent): event is UnreadableEvent =>
  'code' in event;

function parse(value: Buffer | null): { readonly json: unknown } | UnreadableEvent {
  if (value === null) return { code: 'not-json', detail: 'the record has no value' };
  try {
    return { json: JSON.parse(value.toString('utf8')) as unknown };
  } catch (error) {
    return { code: 'not-json', detail: (error as Error).message.slice(0, 300) };
  }
}

function fromHeaders(headers: Headers, data: unknown): IncomingCloudEvent | UnreadableEvent {
  return assemble((name) => header(headers, `ce_${name}`), data);
}

function fromEnvelope(envelope: unknown): IncomingCloudEvent | UnreadableEvent {
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope))
    return { code: 'not-a-cloudevent', detail: 'the value is no JSON object' };
  const attributes = envelope as Readonly<Record<string, unknown>>;
  return assemble((name) => {
    const attribute = attributes[name];
    return typeof attribute === 'string' || typeof attribute === 'number' ? String(attribute) : undefined;
  }, attributes['data']);
}

function assemble(
  attribute: (name: string) => string | undefined,
  data: unknown,
): IncomingCloudEvent | UnreadableEvent {
  const [specversion, id, source, type] = ['specversion', 'id', 'source', 'type'].map(attribute);
  if (specversion !== '1.0')
    return { code: 'not-a-cloudevent', detail: `specversion is ${specversion ?? 'missing'}, not 1.0` };
  if (!id || !source || !type)
    return { code: 'not-a-cloudevent', detail: 'id, source and type are required attributes' };
  const sequence = attribute('sequence');
  return {
    id,
    source,
    type,
    time: attribute('time') ?? null,
    correlationId: attribute('correlationid') ?? null,
    causationId: attribute('causationid') ?? null,
    operationId: attribute('operationid') ?? null,
    preview: attribute('preview') === 'true',
    sequence: sequence === undefined ? null : Number(sequence),
    data,
  };
}

function header(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString();
}
