import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { Chunk, type InboundRecord, RecordContext } from '@reservoir/messaging';
import { anActor } from '../../testing/contracts.fixtures.js';
import { handled, published } from '../../testing/handling.js';
import { Walk } from '../../testing/walk.js';
import { AnswersController } from './answers.controller.js';
import { DueController } from './due.controller.js';
import { LifecycleController } from './lifecycle.controller.js';

const sku = 'endpoint-security:a-la-carte';
const day = '2027-05-05T12:00:00Z';

/** Ten licences since November, and the controllers over them. */
function assigned() {
  const walk = new Walk({ [sku]: 100 });
  walk.assign();
  walk.settle();
  const { contractId = '' } = walk.completions[0] ?? {};
  return {
    walk,
    ports: walk.ports,
    contractId: contractId ?? '',
    on: new LifecycleController(() => walk.ports),
  };
}
const command = (contractId: string) => ({
  customerId: 'customer-one',
  contractId,
  product: 'endpoint-security',
  actor: anActor(),
});

/** A record's context at a time. */
const contextAt = (now: string, record: Partial<InboundRecord> = {}, lastAttempt = false) =>
  new RecordContext<never>(
    { type: 'test', operationId: 'operation-2', time: null, ...record } as InboundRecord<never>,
    new Chunk(null as never, instant(now)),
    lastAttempt,
  );
const names = (context: RecordContext<never>) => published(context).map(({ name }) => name);

describe('commands on a contract', () => {
  it('CT-9, CT-18 cancel says what it is going to do, and is answered when the pool has answered', async () => {
    const { ports, contractId, on } = assigned();
    const context = contextAt(day);
    await handled(context, () => on.cancel(command(contractId), context));
    const records = published(context);
    expect(records.map(({ name }) => name)).toEqual([
      'operation-planned',
      'recover-licenses',
      'entitlement-changed',
      'contract-cancelled',
    ]);
    expect(records[0]?.data).toMatchObject({
      operationId: 'operation-2',
      day: '2027-05-05',
      lines: [{ licences: 10, daysLeft: 200, termDays: 365, back: 5, retired: 5 }],
      contracts: [{ contractId, event: 'contract-cancelled', state: 'cancelled' }],
    });
    const { pool, recoveryId, holder } = records[1]?.data as never;
    const answer = contextAt(day);
    await handled(answer, () =>
      new AnswersController(() => ports).recovered({ pool, recoveryId, holder, poolVersion: 77 }, answer),
    );
    expect(published(answer).at(-1)?.data).toMatchObject({
      operationId: 'operation-2',
      outcome: 'succeeded',
      resource: { kind: 'contracts', id: contractId },
      requires: [
        { kind: 'contracts', id: contractId, version: 3 },
        { kind: 'pools', id: `partner-gold:${sku}:Y1`, version: 77 },
      ],
    });
  });

  it('CT-18 a preview of a renewal itemises draws and dates', async () => {
    const { contractId, on } = assigned();
    const context = contextAt(day, { preview: true });
    await handled(context, () => on.renew({ ...command(contractId), renewal: {} }, context));
    const [planned, draw] = published(context);
    expect(planned?.data).toMatchObject({
      draws: [{ pool: { sku, term: 'Y1' }, quantity: 10, end: '2028-11-21' }],
      contracts: [
        { contractId, event: 'contract-renewed', future: { start: '2027-11-21', end: '2028-11-21' } },
      ],
    });
    expect(draw?.name).toBe('draw-licenses');
  });

  it('CT-13 suspend and resume are answered at once', async () => {
    const { contractId, on } = assigned();
    for (const [what, event] of [
      ['suspend', 'contract-suspended'],
      ['resume', 'contract-resumed'],
    ] as const) {
      const context = contextAt(day);
      await handled(context, () => on[what](command(contractId), context));
      expect(names(context)).toEqual([
        'service-changed',
        'entitlement-changed',
        event,
        'operation-completed',
      ]);
    }
  });

  it('that are refused say so, and change nothing', async () => {
    const { contractId, on } = assigned();
    const context = contextAt(day);
    const actor = anActor({ role: 'monitoring' });
    await handled(context, () => on.cancel({ ...command(contractId), actor }, context));
    expect(published(context)).toMatchObject([
      {
        name: 'operation-completed',
        data: { outcome: 'refused', refusal: { code: 'role-not-allowed', rule: 'CO-7' } },
      },
    ]);
  });

  it('need an operation, and wait for companies that are on their way', async () => {
    const { contractId, on } = assigned();
    const none = contextAt(day, { operationId: null });
    await handled(none, () => on.cancel(command(contractId), none));
    expect(none.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'no-operation' } });
    const early = contextAt(day);
    await handled(early, () => on.cancel({ ...command(contractId), customerId: 'customer-late' }, early));
    expect(early.disposition).toMatchObject({ kind: 'parked', reason: { code: 'unknown-company' } });
  });
});

describe('what the scheduler found due', () => {
  const family = { customerId: 'customer-one', partnerId: 'partner-gold', familyId: 'endpoint' };
  const at = instant('2027-11-21T00:00:00Z');

  it('CT-8, PO-12 an end: told, dated, and its licences retired', async () => {
    const { walk } = assigned();
    walk.at('2027-11-20T00:00:00Z');
    const context = contextAt('2027-11-23T00:00:00Z', { operationId: null });
    await handled(context, () => new DueController(() => walk.ports).due({ ...family, at }, context));
    const records = published(context).filter(({ name }) => name !== 'contract-expiring');
    expect(records.map(({ name }) => name)).toEqual(expect.arrayContaining(['recover-licenses']));
  });

  it('CT-19 waits while an operation is under way, and lets go at the last attempt', async () => {
    const { walk, ports, contractId, on } = assigned();
    walk.now = instant(day);
    const slow = contextAt(day);
    await handled(slow, () => on.cancel(command(contractId), slow));
    const due = new DueController(() => ports);
    const context = contextAt('2027-11-23T00:00:00Z', { operationId: null });
    await handled(context, () => due.due({ ...family, at }, context));
    // Alone, for the pool's answer has the same key.
    const parked = { kind: 'parked', alone: true, reason: { code: 'operation-in-flight' } };
    expect(context.disposition).toMatchObject(parked);
    const last = contextAt('2027-11-23T00:00:00Z', { operationId: null }, true);
    await handled(last, () => due.renew({ ...family, at, contractId }, last));
    expect([last.disposition.kind, names(last)]).toEqual(['handled', []]);
  });
});
