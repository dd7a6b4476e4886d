import { describe, expect, it } from '@jest/globals';
import { bodyOf } from '@reservoir/tools/platform';
import { purchaseEvent } from '../world.js';
import { answersOf } from './commands-of-a-page.js';
import { world } from './house.js';

describe('the catalog, as a whole', () => {
  it('docs/catalog.md: every command runs as it is written', async () => {
    const answers = await answersOf('catalog.md');
    expect(answers).toHaveLength(10);
    expect(answers[0]).toMatchObject({ revision: 1, basedOn: 0, violations: [] });
    expect(answers[3]).toMatchObject({ id: 'email-archive', version: 1, retired: false });
    expect(answers[6]).toMatchObject({ version: 2, retired: true });
    expect(answers.at(-1)).toMatchObject({
      violations: [{ code: 'missing-choice' }, { code: 'already-included' }],
      implied: ['edr'],
      features: ['anti-malware', 'device-inventory', 'edr', 'firewall'],
      price: { tier: 'GOLD', money: { totals: [{ amountMinor: 90_000 }] }, points: { totals: 476 } },
    });
  }, 60_000);

  it('CA-8 what is retired is not sold: an order of before is credited, one of after is refused, and so is a quote', async () => {
    const { operator } = world;
    const partner = await world.as('partner-gold');
    const sku = 'full-encryption';
    const retired = bodyOf<{ retiredAt: string }>(
      await operator.send('POST', `/v1/catalog/modules/${sku}/retire`, {}),
      'retire',
    );
    const order = { sku, line: '1', quantity: 5 };
    const before = new Date(Date.parse(retired.retiredAt) - 1).toISOString();
    await world.publish(purchaseEvent('before', { ...order, purchasedAt: before }));
    expect(await world.receipts('partner-gold', 'before')).toMatchObject([{ outcome: 'accepted' }]);
    const quote = await partner.send('POST', '/v1/partners/partner-gold/points/quotes', {
      ...{ sku, term: 'Y1', quantity: 1 },
    });
    expect([quote.status, (quote.body as { code: string }).code]).toEqual([409, 'sku-retired']);
    const assortment = await (
      await world.as('distributor-one')
    ).send('PUT', '/v1/catalog/assortments/distributor-one', { offers: [{ sku, terms: ['Y1'] }] });
    expect((assortment.body as { errors: object[] }).errors).toMatchObject([
      { code: 'retired', rule: 'CA-8' },
    ]);
    const check = await partner.send('POST', '/v1/catalog/configurations:check', {
      ...{ product: 'endpoint-security', protectionModel: 'secure', addOns: [sku], managedServices: [] },
      ...{ term: 'Y1', quantity: 5 },
    });
    expect(check.body).toMatchObject({ violations: [], draws: [{}, { sku, retired: true }] });
  }, 60_000);

  it('CT-18 a preview of a publication changes nothing', async () => {
    const { operator } = world;
    const path = '/v1/catalog/products/edr-standalone';
    const {
      version: _,
      retired: __,
      retiredAt: ___,
      ...body
    } = (await operator.get(path)).body as Record<string, unknown>;
    const draft = bodyOf<{ revision: number; changes: object[] }>(
      await operator.send('PUT', `${path}/draft`, { ...body, name: 'EDR' }),
      'draft',
    );
    expect(draft.changes).toMatchObject([{ path: 'name', before: 'EDR Standalone', after: 'EDR' }]);
    const { revision } = draft;
    const preview = await operator.send('POST', `${path}/publish?preview=true`, { revision });
    expect(preview.body).toMatchObject({
      preview: true,
      events: [
        { type: 'reservoir.catalog.product-published.v1', data: { version: 2, body: { name: 'EDR' } } },
        { type: 'reservoir.catalog.version-published.v1' },
        { type: 'reservoir.catalog.draft-changed.v1' },
      ],
    });
    expect((await operator.get(path)).body).toMatchObject({ name: 'EDR Standalone', version: 1 });
    expect((await operator.send('POST', `${path}/publish`, { revision })).body).toMatchObject({
      name: 'EDR',
      version: 2,
    });
  }, 60_000);
});
