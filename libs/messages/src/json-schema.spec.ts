import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jsonSchemaOf, titleOf } from './json-schema.js';
import { keyTemplateOf } from './key-template.js';
import { licensePurchased } from './orders.js';
import { messages } from './registry.js';

const purchase = {
  orderId: 'o-1',
  line: 1,
  distributorId: 'distributor-one',
  partnerId: 'partner-gold',
  sku: 'endpoint-security:secure-plus',
  term: 'Y1',
  quantity: 5,
  purchasedAt: '2026-11-21T10:00:00+01:00',
};
const typeOf = (schema: object): string =>
  (schema as { $id: string }).$id.replace('urn:reservoir:message:', '');

describe('JSON Schemas of messages', () => {
  it('say what stands on the wire, not what it becomes', () => {
    const validate = new Ajv2020({ validateFormats: false }).compile(jsonSchemaOf(licensePurchased));
    expect(validate(purchase)).toBe(true);
    expect(validate({ ...purchase, unheardOf: true })).toBe(true);
    expect(validate({ ...purchase, quantity: 0 })).toBe(false);
    expect(validate({ ...purchase, line: undefined })).toBe(false);
  });

  it.each([...messages])('%s compiles', (type, message) => {
    const schema = jsonSchemaOf(message);
    expect(() => new Ajv2020({ validateFormats: false }).compile(schema)).not.toThrow();
    expect(typeOf(schema)).toBe(type);
    expect(schema).toMatchObject({ title: titleOf(type), description: message.summary });
  });

  it('have one order of keywords and no second statement of a format', () => {
    const { purchasedAt } = jsonSchemaOf(licensePurchased)['properties'] as Record<string, object>;
    expect(purchasedAt).toEqual({ type: 'string', format: 'date-time' });
    expect(Object.keys(jsonSchemaOf(licensePurchased)).slice(0, 5)).toEqual([
      ...['$schema', '$id', 'title', 'description', 'type'],
    ]);
  });
});

describe('key templates', () => {
  it.each([
    ['orders.license-purchased.v1', '{partnerId}'],
    ['reservoir.license-pool.lot-added.v1', '{pool.partnerId}:{pool.sku}:{pool.term}'],
    ['reservoir.catalog.product-published.v1', 'product:{body.id}'],
    ['reservoir.catalog.publish-product.v1', 'catalog'],
  ])('of %s is %s', (type, template) => {
    expect(keyTemplateOf(messages.get(type)!)).toBe(template);
  });
});
