import { describe, expect, it } from '@jest/globals';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import { fromKafkaMessage, isUnreadable, keyTemplateOf, messages, topics } from '@reservoir/messages';
import { asyncApiDocument } from './document.js';
import { type UpstreamExample, binaryExample, structuredExample, upstreamExamples } from './examples.js';

type Entries = Record<string, Record<string, unknown>>;

const all = [...messages.values()];
const document = asyncApiDocument(all, '0.1.0') as {
  channels: Entries;
  operations: Entries;
  components: { messages: Entries; schemas: Entries };
};

const faulty: readonly number[] = [DiagnosticSeverity.Error];

async function errorsIn(text: string): Promise<readonly string[]> {
  const diagnostics = await new Parser().validate(text);
  return diagnostics
    .filter(({ severity }) => faulty.includes(severity))
    .map(({ message, path }) => `${path.join('/')}: ${message}`);
}

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3', async () => {
    expect(await errorsIn(JSON.stringify(document))).toEqual([]);
  });

  it('would not pass with a fault in it', async () => {
    const wrong = JSON.stringify(document).replace('"action":"receive"', '"action":"hear"');
    expect((await errorsIn(wrong)).join()).toContain(
      '"action" property must be equal to one of the allowed values',
    );
  });

  it('has a channel for every topic and for the dead letters of all', () => {
    expect(Object.keys(document.channels)).toEqual([...Object.keys(topics), 'dead-letters']);
    expect(document.channels['dead-letters']).toMatchObject({
      address: '{topic}.dlq',
      parameters: { topic: { enum: Object.keys(topics) } },
    });
  });

  it('says how Kafka keeps a topic, and under which keys', () => {
    expect(document.channels['license-pool.events.v1']).toMatchObject({
      description: expect.stringContaining('Record key: `{pool.partnerId}:{pool.sku}:{pool.term}`'),
      bindings: {
        kafka: { topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': 1_209_600_000 } },
      },
    });
    expect(document.channels['companies.events.v1']).toMatchObject({
      bindings: { kafka: { topicConfiguration: { 'cleanup.policy': ['compact'] } } },
    });
  });

  it('has every message on its topic, upstream ones in both modes', () => {
    for (const { type, topic } of all)
      expect(Object.keys(document.channels[topic]!['messages']!)).toContain(type);
    const upstream = all
      .filter(({ topic }) => topic === 'orders.v1')
      .flatMap(({ type }) => [type, `${type}.structured`]);
    expect(Object.keys(document.channels['orders.v1']!['messages']!).sort()).toEqual(upstream.sort());
  });

  it('receives what others write, sends what we write, and does both with commands', () => {
    const doing = (topic: string): string[] =>
      Object.values(document.operations)
        .filter(({ channel }) => (channel as { $ref: string }).$ref === `#/channels/${topic}`)
        .map(({ action }) => String(action));
    expect(doing('orders.v1')).toEqual(['receive']);
    expect(doing('orders.receipts.v1')).toEqual(['send']);
    expect(doing('contracts.commands.v1')).toEqual(['send', 'receive']);
  });

  it.each([...messages])('binds the key of %s', (type, message) => {
    expect(document.components.messages[type]).toMatchObject({
      bindings: { kafka: { key: { description: `\`${keyTemplateOf(message)}\`` } } },
    });
  });
});

describe('examples of upstream records', () => {
  const examples = Object.entries(upstreamExamples).flatMap(([type, list]) =>
    list.map((example): [string, UpstreamExample] => [type, example]),
  );

  /** What is wrong with an example, by the document's own schemas of headers and payload. */
  function faults(name: string, example: object): readonly string[] {
    const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(document, 'document');
    const message = `document#/components/messages/${name}`;
    return (['headers', 'payload'] as const).flatMap((part) => {
      ajv.validate({ $ref: `${message}/${part}` }, (example as Record<string, unknown>)[part]);
      return ajv.errors?.map(({ instancePath, message: fault }) => `${part}${instancePath} ${fault}`) ?? [];
    });
  }

  it.each(examples)('%s is what the document says', (type, example) => {
    expect(faults(type, binaryExample(type, example))).toEqual([]);
    expect(faults(`${type}.structured`, structuredExample(type, example))).toEqual([]);
    const without = { ...example, data: { ...example.data, partnerId: 7 } };
    expect(faults(type, binaryExample('other', without))).toEqual([
      'headers/ce_type must be equal to constant',
      'payload/partnerId must be string',
    ]);
    expect(faults(`${type}.structured`, structuredExample(type, without))).toEqual([
      'payload/data/partnerId must be string',
    ]);
  });

  it('exist for every upstream message', () => {
    const upstream = all.filter(({ topic }) => topic === 'orders.v1').map(({ type }) => type);
    expect(Object.keys(upstreamExamples).sort()).toEqual(upstream.sort());
  });

  it.each(examples)('%s is read by our own code, in both modes', (type, example) => {
    for (const inMode of [binaryExample, structuredExample]) {
      const { headers, payload } = inMode(type, example) as {
        headers: Record<string, string>;
        payload: object;
      };
      const event = fromKafkaMessage(Buffer.from(JSON.stringify(payload)), headers);
      if (isUnreadable(event)) throw new Error(event.detail);
      expect(event).toMatchObject({ type, id: example.id, time: example.time });
      expect(messages.get(type)!.schema.safeParse(event.data).error).toBeUndefined();
    }
  });
});
