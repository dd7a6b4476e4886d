import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@reservoir/kernel';
import type { RecoverLicenses, RecoveryRefused } from '../domain/license-pool.js';
import { aCommand, anActor } from '../testing/contracts.fixtures.js';
import { expectInvariants } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';
const refusal: Refusal = {
  code: 'return-not-assigned',
  rule: 'CT-4',
  detail: '10 to return to lot lot-1, which has 9 assigned in this pool',
};
const recovers = ({ commands }: { readonly commands: readonly object[] }) =>
  commands.filter((one): one is RecoverLicenses => 'recoveryId' in one);
const refusedBy = ({ recoveryId, holder }: RecoverLicenses): RecoveryRefused => ({
  ...{ type: 'RecoveryRefused', recoveryId, holder, poolVersion: 5, refusal },
});

/** A contract with a module, cancelled; nothing of it has reached the pools yet. */
function cancelled() {
  const walk = new Walk({ [sku]: 100, encryption: 100 });
  walk.assign(aCommand('buy', { addOns: ['encryption'] }));
  walk.settle();
  const contractId = walk.completionOf('buy')?.contractId ?? '';
  const on = { customerId: 'customer-one', product: 'endpoint-security', actor: anActor() };
  const asked = recovers(walk.cancel({ operationId: 'cancel', contractId, ...on }));
  return { walk, contractId, asked };
}

const notices = (walk: Walk) =>
  walk.events.flatMap((event) => (event.type === 'NoticeGiven' ? [event.notice] : []));

describe('PO-6 a recovery that its pool refuses (invariant 2)', () => {
  it('ends the operation with what is wrong, once every pool has answered; the family is free (CT-19)', () => {
    const { walk, contractId, asked } = cancelled();
    const [first, second] = asked;
    if (!first || !second) throw new Error('two recoveries were expected');
    walk.take(refusedBy(first));
    expect(walk.completionOf('cancel')).toBeUndefined();
    walk.take({ ...refusedBy(second), type: 'RecoveryApplied' });
    expect(walk.completionOf('cancel')).toMatchObject({
      contractId: null,
      refusal: {
        ...{ code: 'recovery-refused', rule: 'PO-6', detail: expect.stringContaining(refusal.detail) },
        errors: [{ recoveryId: first.recoveryId, sku: first.pool.sku, code: 'return-not-assigned' }],
      },
      contracts: expect.arrayContaining([{ id: contractId, version: 4 }]),
    });
    expect(walk.ports.contracts.find(contractId)).toMatchObject({ state: 'cancelled' });
    expect(walk.ports.clients.all()[0]).toMatchObject({ inFlight: [] });
    expectInvariants(walk);
  });

  it('is told to whoever watches, once', () => {
    const { walk, asked } = cancelled();
    for (const one of [...asked, ...asked]) walk.take(refusedBy(one));
    expect(notices(walk)).toEqual(
      asked.map(({ recoveryId, holder: { contractId } }) => ({
        ...{ code: 'recovery-refused', rule: 'PO-6', contractId },
        detail: `the pool did not recover ${recoveryId}: ${refusal.detail}; invariant 2 is broken`,
      })),
    );
    expect(walk.completions.filter(({ operationId }) => operationId === 'cancel')).toHaveLength(1);
  });

  it('PO-12 of a period that is over, for which nobody waits, is told too', () => {
    const walk = new Walk({ [sku]: 100 });
    walk.assign(aCommand('buy'));
    walk.settle();
    const holder = {
      assignmentId: 'recovery-of-a-job',
      customerId: 'customer-one',
      contractId: 'contract-1',
    };
    const answer = { recoveryId: 'recovery-of-a-job', holder, poolVersion: 5 };
    walk.take({ ...answer, type: 'RecoveryApplied' });
    expect(notices(walk)).toEqual([]);
    walk.take({ ...answer, type: 'RecoveryRefused', refusal });
    expect(notices(walk)).toMatchObject([{ code: 'recovery-refused', contractId: 'contract-1' }]);
  });
});
