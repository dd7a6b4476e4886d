import { describe, expect, it } from '@jest/globals';
import { purchaseEvent } from '../world.js';
import { answersOf } from './commands-of-a-page.js';
import { world } from './house.js';

describe('docs/api.md', () => {
  it('every command runs as it is written', async () => {
    await world.publish(purchaseEvent('api-page'));
    await world.receipts('partner-gold', 'api-page');
    const answers = await answersOf('api.md');
    expect(answers).toMatchObject([
      { id: 'ann', role: 'monitoring', state: 'active' },
      { id: 'ann', role: 'license-and-security-admin' },
      { id: 'ann', state: 'removed' },
      { id: 'partner-gold' },
      { items: [{ name: 'Billing', readOnly: true, state: 'active' }] },
      { name: 'Billing', state: 'revoked' },
      { items: expect.arrayContaining([expect.objectContaining({ term: 'Y1' })]) },
      { customerId: 'customer-two', state: 'active', quantity: 5 },
      { items: expect.arrayContaining([expect.objectContaining({ id: 'endpoint-security' })]) },
      { distributorId: 'distributor-one' },
      { items: expect.anything() },
      { violations: [], price: { tier: 'GOLD' } },
      { preview: true, omitted: 0 },
    ]);
  }, 60_000);
});
