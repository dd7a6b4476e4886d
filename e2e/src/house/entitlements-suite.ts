import { describe, expect, it } from '@jest/globals';
import { eventually } from '@reservoir/testing';
import type { Message } from 'kafkajs';
import { purchaseEvent } from '../world.js';
import { answersOf } from './commands-of-a-page.js';
import { world } from './house.js';

const sku = 'endpoint-security:secure-plus';

/** A reading as a security product publishes it, in structured mode. */
const reading = (devices: number, measuredAt: string): Message => ({
  key: 'customer-two',
  value: JSON.stringify({
    specversion: '1.0',
    id: `reading-${measuredAt}`,
    source: '/antivirus.example',
    type: 'usage.reported.v1',
    data: { customerId: 'customer-two', sku, devices, measuredAt },
  }),
  headers: { 'content-type': 'application/cloudevents+json' },
});

describe('what a client has', () => {
  it('docs/entitlements.md: every command runs as it is written', async () => {
    await world.publish(purchaseEvent('entitlements-page'));
    await world.receipts('partner-gold', 'entitlements-page');
    const answers = await answersOf('entitlements.md');
    const service = { managementModel: 'client', autoRenew: { on: true, term: 'Y1' }, overAllocated: [] };
    expect(answers).toMatchObject([
      { customerId: 'customer-two', state: 'active', quantity: 5 },
      { product: 'endpoint-security', ...service },
      { items: [{ product: 'endpoint-security', ...service }] },
      { items: expect.arrayContaining([expect.objectContaining({ sku })]) },
      { items: expect.arrayContaining([expect.objectContaining({ sku, quantity: 0 })]) },
      { services: [{ product: 'endpoint-security', switchedOff: [] }] },
      { product: 'endpoint-security', switchedOff: ['firewall'] },
      { switchedOff: ['firewall'], features: expect.not.arrayContaining(['firewall']) },
      { assistedByPartner: true },
      { items: [] },
      {
        items: expect.arrayContaining([
          expect.objectContaining({ customerId: 'customer-two', sku, used: null }),
        ]),
      },
    ]);
  }, 60_000);

  it('EN-4 usage from Kafka marks the service; EN-5 the month tells what was used', async () => {
    const partner = await world.as('partner-gold');
    const now = new Date().toISOString();
    const month = now.slice(0, 7);
    await world.publishUsage(reading(1000, now));
    const usage = await eventually(
      async () => {
        const { body } = await partner.get('/v1/customers/customer-two/usage');
        const [item] = (body as { items: Record<string, unknown>[] }).items;
        return item ?? Promise.reject(new Error('nothing is known yet'));
      },
      { timeoutMs: 20_000 },
    );
    expect(usage).toMatchObject({ sku, devices: 1000, overAllocated: { since: now, unprotected: false } });
    const { body } = await partner.get('/v1/customers/customer-two/services');
    expect(body).toMatchObject({ items: [{ overAllocated: [{ sku, since: now }] }] });
    const report = await partner.get(`/v1/reports/reconciliation?month=${month}&customerId=customer-two`);
    expect(report.body).toMatchObject({ month, items: [{ sku, used: 1000 }] });
  }, 60_000);
});
