import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { noon } from '../../testing/contracts.fixtures.js';
import { aWorld, assigning, contextOf, handled, operationId, published } from '../../testing/handling.js';
import { AnswersController } from './answers.controller.js';

describe('answers of pools', () => {
  const pool = (sku: string) => ({ partnerId: 'partner-gold', sku, term: 'Y1' as const });
  const skus = ['encryption', 'endpoint-security:a-la-carte'];
  const picks = [{ lotId: 'lot-1', quantity: 10 }];

  it('carry an assignment to its end: one operation-completed, with all versions to wait for', async () => {
    const ports = aWorld();
    await assigning(ports);
    const answers = new AnswersController(() => ports);
    const records: ReturnType<typeof published> = [];
    const holder = (sku: string) => ({
      assignmentId: operationId,
      customerId: 'customer-one',
      contractId: ports.assignments.find(operationId)!.lines.find((line) => line.sku === sku)!.contractId,
    });
    const base = (sku: string) => ({
      pool: pool(sku),
      holder: holder(sku),
      reservationId: 'r',
      picks,
      poolVersion: 9,
    });
    for (const sku of skus) {
      const context = contextOf();
      await handled(context, () => answers.accepted({ ...base(sku), deadline: plusMs(noon, 1) }, context));
      records.push(...published(context));
    }
    for (const sku of skus) {
      const context = contextOf();
      await handled(context, () => answers.committed(base(sku), context));
      records.push(...published(context));
    }
    expect(records.map(({ name }) => name)).toEqual([
      'reserve-licenses',
      'commit-reservation',
      'commit-reservation',
      'contract-reserved',
      'contract-reserved',
      'service-changed',
      'entitlement-changed',
      'entitlement-changed',
      'contract-activated',
      'contract-activated',
      'operation-completed',
    ]);
    const contractIds = skus.map((sku) => holder(sku).contractId);
    expect(records.at(-1)?.data).toEqual({
      operationId,
      outcome: 'succeeded',
      resource: { kind: 'contracts', id: contractIds[1] },
      refusal: null,
      requires: [
        ...contractIds.map((id) => ({ kind: 'contracts', id, version: 3 })),
        ...skus.map((sku) => ({ kind: 'pools', id: `partner-gold:${sku}:Y1`, version: 9 })),
      ],
    });
  });

  it('that refuse pass the refusal on, whole', async () => {
    const ports = aWorld();
    await assigning(ports);
    const [line] = ports.assignments.find(operationId)!.lines;
    const refusal = {
      code: 'pool-short',
      rule: 'PO-4',
      detail: '10 asked, 9 available',
      errors: [{ available: 9 }],
    };
    const context = contextOf();
    await handled(context, () =>
      new AnswersController(() => ports).reservationRefused(
        {
          pool: pool(skus[0]!),
          holder: { assignmentId: operationId, customerId: 'customer-one', contractId: line!.contractId },
          poolVersion: null,
          reservationId: 'r',
          refusal,
        },
        context,
      ),
    );
    const records = published(context);
    expect(records.map(({ name }) => name)).toEqual([
      'contract-cancelled',
      'contract-cancelled',
      'operation-completed',
    ]);
    expect(records[2]?.data).toMatchObject({ outcome: 'refused', refusal });
  });

  it('to a recovery that nobody waits for, refused, become a notice (invariant 2)', async () => {
    const context = contextOf({ operationId: null });
    const holder = { assignmentId: 'none', customerId: 'customer-one', contractId: 'contract-1' };
    const refusal = { code: 'return-not-assigned', rule: 'CT-4', detail: '2 to return, 1 assigned' };
    const answer = { pool: pool('x'), holder, recoveryId: 'none', poolVersion: 1, refusal };
    await handled(context, () => new AnswersController(() => aWorld()).notRecovered(answer, context));
    expect(published(context)).toMatchObject([
      { name: 'notice-given', data: { notice: { code: 'recovery-refused', contractId: 'contract-1' } } },
    ]);
  });

  it('to an assignment that nobody knows are set aside', async () => {
    const context = contextOf();
    const holder = { assignmentId: 'none', customerId: 'customer-one', contractId: 'none' };
    await handled(context, () =>
      new AnswersController(() => aWorld()).drawn(
        { pool: pool('x'), holder, picks, poolVersion: 1 },
        context,
      ),
    );
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'unknown-assignment' },
    });
  });
});
