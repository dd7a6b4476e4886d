import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { fromKafkaMessage, toKafkaMessage } from './cloud-event.js';
import { licensePurchased } from './orders.js';

const data = { partnerId: 'partner-gold', orderId: 'o-1' };
const attributes = {
  id: 'e-1',
  source: '/shop',
  time: instant('2026-11-21T10:00:00Z'),
  correlationId: 'c-1',
  sequence: 7,
};
const expected = {
  id: 'e-1',
  source: '/shop',
  type: 'orders.license-purchased.v1',
  time: '2026-11-21T10:00:00.000Z',
  correlationId: 'c-1',
  causationId: null,
  operationId: null,
  preview: false,
  sequence: 7,
  data,
};

describe('CloudEvents on Kafka', () => {
  it('writes binary mode and reads it back', () => {
    const message = toKafkaMessage(licensePurchased, data, attributes);
    expect(message.key).toBe('partner-gold');
    expect(message.headers).toMatchObject({ ce_type: 'orders.license-purchased.v1', ce_sequence: '7' });
    expect(fromKafkaMessage(Buffer.from(message.value), message.headers)).toEqual(expected);
  });

  it('CT-18: marks previews, and nothing else', () => {
    const { headers, value } = toKafkaMessage(licensePurchased, data, { ...attributes, preview: true });
    expect(headers['ce_preview']).toBe('true');
    expect(fromKafkaMessage(Buffer.from(value), headers)).toEqual({ ...expected, preview: true });
    expect(
      toKafkaMessage(licensePurchased, data, { ...attributes, preview: false }).headers,
    ).not.toHaveProperty('ce_preview');
  });

  it('reads structured mode', () => {
    const { id, source, type, time } = expected;
    const envelope = {
      specversion: '1.0',
      id,
      source,
      type,
      time,
      correlationid: 'c-1',
      sequence: '7',
      data,
    };
    const headers = { 'content-type': Buffer.from('application/cloudevents+json; charset=utf-8') };
    expect(fromKafkaMessage(Buffer.from(JSON.stringify(envelope)), headers)).toEqual(expected);
  });

  it.each([
    ['no JSON', '{', { 'content-type': 'application/cloudevents+json' }, 'not-json'],
    ['no CloudEvent', '{}', {}, 'not-a-cloudevent'],
    ['an array', '[]', { 'content-type': 'application/cloudevents+json' }, 'not-a-cloudevent'],
    [
      'another version',
      '{"specversion":"0.3"}',
      { 'content-type': 'application/cloudevents+json' },
      'not-a-cloudevent',
    ],
    ['no id', '{}', { ce_specversion: '1.0', ce_type: 't', ce_source: 's' }, 'not-a-cloudevent'],
    ['a batch', '[]', { 'content-type': 'application/cloudevents-batch+json' }, 'unsupported-content-type'],
  ])('tells why it cannot read %s', (_what, value, headers, code) => {
    expect(fromKafkaMessage(Buffer.from(value), headers)).toMatchObject({ code });
  });

  it('survives a megabyte of nesting', () => {
    const value = Buffer.from('['.repeat(500_000) + ']'.repeat(500_000));
    expect(fromKafkaMessage(value, { 'content-type': 'application/cloudevents+json' })).toMatchObject({
      code: 'not-a-cloudevent',
    });
  });
});
