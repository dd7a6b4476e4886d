import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { aCustomer, noon } from '../../testing/contracts.fixtures.js';
import { aWorld, assigning, operationId, published } from '../../testing/handling.js';
import { memoryPorts } from '../../testing/memory-ports.js';

describe('assign-licenses', () => {
  it('publishes what it asks of the pool and what was drafted, each readable by its consumers', async () => {
    const records = published(await assigning(aWorld()));
    expect(records.map(({ name, topic, sequence }) => [name, topic, sequence])).toEqual([
      ['reserve-licenses', 'license-pool.commands.v1', undefined],
      ['contract-drafted', 'contracts.events.v1', 1],
      ['contract-drafted', 'contracts.events.v1', 1],
    ]);
  });

  it('CA-3 answers a refusal on operations.v1, beside the rejected request', async () => {
    const records = published(await assigning(aWorld(), {}, { addOns: undefined, quantity: 7 }));
    expect(records.map(({ name }) => name)).toEqual(['contract-rejected', 'operation-completed']);
    expect(records[1]?.data).toMatchObject({
      operationId,
      outcome: 'refused',
      resource: null,
      requires: [],
      refusal: { code: 'missing-choice', rule: 'CA-3', errors: [{ choice: 'addOns' }] },
    });
  });

  it('without an operation to answer to is set aside', async () => {
    const context = await assigning(aWorld(), { operationId: null });
    expect(context.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'no-operation' } });
  });

  it('waits for a company that is on its way, and is refused at the last attempt', async () => {
    const context = await assigning(memoryPorts());
    expect(context.disposition).toMatchObject({ kind: 'parked', reason: { code: 'unknown-company' } });
    const last = published(await assigning(memoryPorts(), { lastAttempt: true }));
    expect(last[1]?.data).toMatchObject({ refusal: { code: 'unknown-customer', rule: 'CO-8' } });
  });

  it('CO-8 waits for nothing when the customer is another’s', async () => {
    const ports = aWorld();
    ports.companies.save({ ...aCustomer, parentId: 'partner-silver' });
    const records = published(await assigning(ports, {}, { product: 'nope' }));
    expect(records[1]?.data).toMatchObject({ refusal: { code: 'unknown-customer' } });
  });

  it.each([
    [1_999, 'parked'],
    [2_000, 'handled'],
    [null, 'handled'],
  ] as const)('waits for the catalog until 2 s after it was sent: %p ms, %s', async (ageMs, kind) => {
    const sent = ageMs === null ? null : plusMs(noon, -ageMs);
    const context = await assigning(aWorld(), { sent }, { product: 'nope' });
    expect(context.disposition.kind).toBe(kind);
    if (kind === 'handled')
      expect(published(context)[1]?.data).toMatchObject({ refusal: { code: 'unknown-product' } });
  });
});
