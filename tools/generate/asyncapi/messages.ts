import { type MessageDefinition, jsonSchemaOf, keyTemplateOf, titleOf } from '@reservoir/messages';
import { isUpstream } from '../upstream.js';
import { binaryExample, structuredExample, upstreamExamples } from './examples.js';
import { envelopeAttributes } from './headers.js';

/** Entries of `components.messages`, by name. */
export type Messages = Readonly<Record<string, object>>;

const schema = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Upstream records are read in two modes, and so are two messages; ours are written in binary mode only. */
export function messagesOf(message: MessageDefinition): Messages {
  return isUpstream(message.topic)
    ? {
        [message.type]: binary(message, 'headers.upstream'),
        [`${message.type}.structured`]: structured(message),
      }
    : { [message.type]: binary(message, 'headers') };
}

function binary(message: MessageDefinition, headers: string): object {
  const { type } = message;
  return {
    ...about(message, ''),
    contentType: 'application/json',
    headers: {
      type: 'object',
      allOf: [schema(headers), { type: 'object', properties: { ce_type: { const: type } } }],
    },
    payload: schema(type),
    ...(!isUpstream(message.topic) && { correlationId: { $ref: '#/components/correlationIds/correlation' } }),
    ...examples(type, binaryExample),
  };
}

function structured(message: MessageDefinition): object {
  const { type } = message;
  return {
    ...about(message, ', in structured mode'),
    contentType: 'application/cloudevents+json',
    headers: schema('headers.structured'),
    payload: {
      type: 'object',
      properties: { ...envelopeAttributes, type: { const: type }, data: schema(type) },
      required: ['specversion', 'type', 'source', 'id', 'data'],
    },
    ...examples(type, structuredExample),
  };
}

const about = (message: MessageDefinition, mode: string): object => ({
  name: message.type,
  title: titleOf(message.type) + mode,
  summary: message.summary,
  bindings: {
    kafka: {
      key: { type: 'string', description: `\`${keyTemplateOf(message)}\`` },
      bindingVersion: '0.5.0',
    },
  },
});

const examples = (type: string, inMode: typeof binaryExample): object =>
  type in upstreamExamples
    ? { examples: upstreamExamples[type]?.map((example) => inMode(type, example)) }
    : {};

/** The schema of the data, in the dialect that AsyncAPI 3 knows. */
export function payloadSchemaOf(message: MessageDefinition): object {
  const { $schema: _dialect, $id: _id, ...body } = jsonSchemaOf(message, 'draft-7');
  return body;
}
