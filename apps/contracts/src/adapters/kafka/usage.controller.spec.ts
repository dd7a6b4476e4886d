import { beforeEach, describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { aCustomer, noon } from '../../testing/contracts.fixtures.js';
import { type Arrival, aWorld, contextOf, handled, published } from '../../testing/handling.js';
import { UsageController } from './usage.controller.js';

const reading = { customerId: 'customer-one', sku: 'edr-standalone', devices: 10, measuredAt: noon };
let ports: ReturnType<typeof aWorld>;
beforeEach(() => {
  ports = aWorld();
});

async function report(changes: object = {}, arrival: Arrival = {}) {
  const context = contextOf(arrival);
  await handled(context, () => new UsageController(() => ports).report({ ...reading, ...changes }, context));
  return context;
}

describe('usage.reported.v1', () => {
  it('EN-4 publishes what is known and the mark, each readable by its consumers', async () => {
    const records = published(await report());
    expect(records.map(({ name, topic, sequence }) => [name, topic, sequence])).toEqual([
      ['usage-measured', 'contracts.events.v1', 1],
      ['service-over-allocated', 'contracts.events.v1', 1],
    ]);
    expect(records[0]?.data).toMatchObject({
      customerId: 'customer-one',
      usage: { devices: 10, product: 'edr-standalone', months: [{ month: '2026-11', devices: 10 }] },
    });
    expect(records[1]?.data).toEqual({
      customerId: 'customer-one',
      serviceId: 'customer-one:edr-standalone',
      product: 'edr-standalone',
      sku: 'edr-standalone',
      devices: 10,
      entitled: 0,
      since: noon,
      unprotectedFrom: '2026-11-28T12:00:00.000Z',
    });
  });

  it('of an unknown customer is held, and set aside at the last attempt; once known, it is taken', async () => {
    const unknown = { customerId: 'customer-late' };
    expect((await report(unknown)).disposition).toMatchObject({
      kind: 'parked',
      reason: { code: 'unknown-customer' },
    });
    const last = await report(unknown, { lastAttempt: true });
    expect(last.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'unknown-customer' } });
    expect(published(last)).toEqual([]);
    ports.companies.save({ ...aCustomer, id: 'customer-late' });
    expect((await report(unknown)).disposition.kind).toBe('handled');
  });

  it('from the future is set aside at once', async () =>
    expect((await report({ measuredAt: plusMs(noon, 600_000) })).disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'measured-in-the-future' },
    }));

  it('a review that is due tells what time has changed; a repeated one tells nothing', async () => {
    await report();
    const dueAt = ports.usages.all()[0]?.dueAt;
    ports.usages.save({ ...ports.usages.all()[0]!, dueAt: noon, told: null });
    const review = async (data: object) => {
      const context = contextOf();
      await handled(context, () => new UsageController(() => ports).review(data as never, context));
      return published(context).map(({ name }) => name);
    };
    const { customerId, sku } = reading;
    expect(dueAt).toBe('2026-11-28T12:00:00.000Z');
    expect(await review({ customerId, sku, dueAt: noon })).toEqual(['service-over-allocated']);
    expect(await review({ customerId, sku, dueAt: noon })).toEqual([]);
  });
});
