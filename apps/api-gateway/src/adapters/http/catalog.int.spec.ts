import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assortmentChanged,
  draftChanged,
  entitlementChanged,
  familyPublished,
  modulePublished,
  pricesChanged,
  productPublished,
  publishDraft,
  retireItem,
  saveDraft,
  setAssortment,
  versionPublished,
} from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import { anEntitlement } from '../../testing/facts.js';
import { TestGateway, of, theOperator } from './testing/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  for (const body of demoCatalog.families) await gateway.tell(familyPublished, { body, version: 1 });
  for (const body of demoCatalog.products)
    await gateway.tell(productPublished, { body, version: 2, retiredAt: null });
  for (const body of demoCatalog.modules) await gateway.tell(modulePublished, { body, version: 1 });
  for (const body of demoCatalog.assortments) await gateway.tell(assortmentChanged, { body, version: 3 });
  for (const body of demoCatalog.prices) await gateway.tell(pricesChanged, { body, version: 4 });
  for (const number of [1, 2])
    await gateway.tell(versionPublished, {
      kind: 'products',
      id: 'edr-standalone',
      number,
      publishedAt: '2026-11-21T12:00:00Z',
      publishedBy: 'operator-one',
      body: { ...demoCatalog.products[1]!, name: `Version ${number}` },
    });
});
afterAll(() => gateway.stop());

const idsOf = async (path: string, company: string) =>
  ((await gateway.get(path, of(company))).body['items'] as { id: string }[]).map(({ id }) => id);

describe('CA-6 a partner sees what its distributor sells', () => {
  it('distributor-two sells no EDR Standalone: its partner and customers do not know it', async () => {
    expect(await idsOf('/v1/catalog/products', 'partner-gold')).toEqual([
      'edr-standalone',
      'endpoint-security',
    ]);
    expect(await idsOf('/v1/catalog/products', 'distributor-two')).toHaveLength(2);
    for (const company of ['partner-two', 'customer-foreign']) {
      expect(await idsOf('/v1/catalog/products', company)).toEqual(['endpoint-security']);
      expect(await idsOf('/v1/catalog/modules', company)).toHaveLength(6);
      expect(await idsOf('/v1/catalog/families', company)).toEqual(['endpoint-protection']);
      const unseen = await gateway.get('/v1/catalog/products/edr-standalone', of(company));
      const unknown = await gateway.get('/v1/catalog/products/nothing', of(company));
      expect([unseen.status, unseen.body['code']]).toEqual([404, 'unknown-product']);
      expect({ ...unseen.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      for (const below of ['versions', 'versions/1'])
        expect((await gateway.get(`/v1/catalog/products/edr-standalone/${below}`, of(company))).status).toBe(
          404,
        );
      const features = await gateway.get('/v1/catalog/features', of(company));
      expect(
        new Set((features.body['items'] as { product: string }[]).map(({ product }) => product)),
      ).toEqual(new Set(['endpoint-security']));
    }
  });
});

describe('CA-9 the table of features', () => {
  it('has every protection model, and how each module comes with it', async () => {
    const { body, headers } = await gateway.get(
      '/v1/catalog/features?product=endpoint-security',
      of('partner-gold'),
    );
    const rows = body['items'] as { protectionModel: string; module: string | null; comes: string }[];
    expect(
      rows.filter(({ module }) => module === 'edr').map((row) => [row.protectionModel, row.comes]),
    ).toEqual([
      ['a-la-carte', 'bought'],
      ['secure', 'included'],
      ['secure-plus', 'included'],
      ['secure-extra', 'included'],
    ]);
    expect(rows.filter(({ module }) => module === 'sve-scanning')).toHaveLength(1);
    expect(headers['etag']).toBeDefined();
  });
});

describe('EN-3 the features of a customer', () => {
  it('are those of what it is entitled to at the instant; CO-8 a foreign one is unknown', async () => {
    await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
    const path = '/v1/customers/customer-one/features';
    const { body } = await gateway.get(path, of('partner-gold'));
    expect(body).toMatchObject({
      at: '2026-11-21T12:00:00.000Z',
      services: [
        {
          product: 'endpoint-security',
          skus: ['endpoint-security:secure-plus'],
          features: ['anti-malware', 'device-inventory', 'edr', 'firewall', 'mdr', 'mdr-foundations'],
        },
      ],
    });
    const before = await gateway.get(`${path}?at=2020-01-01T00:00:00Z`, of('customer-one'));
    expect(before.body).toMatchObject({ services: [] });
    expect((await gateway.get(path, of('partner-two'))).body['code']).toBe('unknown-customer');
  });
});

describe('CA-7 versions', () => {
  it('are listed, the latest first, and read as they were published', async () => {
    const path = '/v1/catalog/products/edr-standalone/versions';
    const { body } = await gateway.get(path, of('partner-gold'));
    expect((body['items'] as { number: number }[]).map(({ number }) => number)).toEqual([2, 1]);
    const first = await gateway.get(`${path}/1`, of('partner-gold'));
    expect(first.body).toMatchObject({ number: 1, publishedBy: 'operator-one', body: { name: 'Version 1' } });
    const third = await gateway.get(`${path}/3`, of('partner-gold'));
    expect([third.status, third.body['code']]).toEqual([404, 'unknown-product-version']);
  });
});

const draft = {
  kind: 'products' as const,
  id: 'edr-standalone',
  revision: 5,
  basedOn: 2,
  violations: [] as never[],
  warnings: [] as never[],
  changes: [{ path: 'name', kind: 'changed' as const, before: 'a', after: 'b' }],
  savedAt: '2026-11-21T12:00:00.000Z',
  savedBy: 'operator-one',
  checkedAt: '2026-11-21T12:00:00.000Z',
};
const { retired: _, id: __, ...body } = demoCatalog.products[1]!;

describe('CA-1 draft, diff, publish', () => {
  const path = '/v1/catalog/products/edr-standalone';

  it('commands say what they mean', async () => {
    await gateway.call('PUT', `${path}/draft`, {
      as: theOperator,
      headers: { prefer: 'wait=0' },
      body: { ...body, revision: 4 },
    });
    const send = (below: string, sent: object) =>
      gateway.call('POST', `${path}/${below}`, {
        as: theOperator,
        headers: { prefer: 'wait=0' },
        body: sent,
      });
    expect((await send('publish', { revision: 5 })).status).toBe(202);
    expect((await send('retire', { version: 2 })).status).toBe(202);
    const { kind, id } = draft;
    expect(gateway.sent.slice(-3).map(({ message, data }) => [message, data])).toEqual([
      [saveDraft, expect.objectContaining({ kind, id, revision: 4, body: { ...body, id } })],
      [publishDraft, expect.objectContaining({ kind, id, revision: 5 })],
      [retireItem, expect.objectContaining({ kind, id, version: 2 })],
    ]);
  });

  it('an assortment names the version that it replaces', async () => {
    await gateway.call('PUT', '/v1/catalog/assortments/distributor-one', {
      as: of('distributor-one'),
      headers: { prefer: 'wait=0' },
      body: { offers: [], version: 3 },
    });
    expect(gateway.sent.at(-1)).toMatchObject({ message: setAssortment, data: { replaces: 3 } });
  });

  it('the draft and its diff are the operator’s to read; an empty one is none', async () => {
    await gateway.tell(draftChanged, { ...draft, body: { ...body, id: 'edr-standalone' } });
    expect((await gateway.get(`${path}/draft`, theOperator)).body).toMatchObject({ ...draft, body });
    const diff = await gateway.get(`${path}/draft/diff`, theOperator);
    expect(diff.body).toMatchObject({ basedOn: 2, revision: 5, changes: draft.changes });
    for (const company of ['distributor-one', 'partner-gold'])
      expect((await gateway.get(`${path}/draft`, of(company))).status).toBe(403);
    await gateway.tell(draftChanged, { ...draft, revision: 6, body: null });
    expect((await gateway.get(`${path}/draft`, theOperator)).body['code']).toBe('unknown-draft');
  });
});
