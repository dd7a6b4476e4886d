import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aLot, at } from '../testing/license-pool.fixtures.js';
import { aPurchase, aRefund } from '../testing/requests.fixtures.js';
import { type RefundPurchase, refundPurchase } from './refund-purchase.js';

const { lotId } = aPurchase();
const aServiceWithTheLine = () => aService(aLot({ id: lotId, available: 30, reserved: 10, assigned: 60 }));
const refunding = (service: ReturnType<typeof aService>, request: RefundPurchase) =>
  service.run((collections, time) => refundPurchase(request, collections, time));

describe('PO-10 a refund', () => {
  it('takes back available licences, and is remembered', () => {
    const service = aServiceWithTheLine();
    expect(refunding(service, aRefund({ quantity: 30 }))).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'licenses-refunded', refundId: 'refund-one', quantity: 30, pool: { version: 2 } }],
    });
    expect(service.pool()?.counts).toMatchObject({ available: 0, reserved: 10, assigned: 60, refunded: 30 });
    expect(service.memory.all('refunds')).toEqual([
      { id: 'refund-one', contentHash: 'refund-content-one', lotId, quantity: 30, version: 1 },
    ]);
  });

  it('the same again is a no-op', () => {
    const service = aServiceWithTheLine();
    refunding(service, aRefund());
    expect(refunding(service, aRefund())).toEqual({ kind: 'duplicate' });
    expect(service.pool()?.counts.refunded).toBe(1);
  });

  it('with other content is refused', () => {
    const service = aServiceWithTheLine();
    refunding(service, aRefund());
    expect(refunding(service, aRefund({ contentHash: 'other', quantity: 2 }))).toMatchObject({
      kind: 'changed',
      refusal: { code: 'refund-changed', rule: 'PO-10' },
    });
    expect(service.pool()?.counts.refunded).toBe(1);
  });

  it('case 17: at most what is available; it may be asked again when more is', () => {
    const service = aServiceWithTheLine();
    expect(refunding(service, aRefund({ quantity: 31 }))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'refund-exceeds-available', errors: [{ asked: 31, refundable: 30 }] },
    });
    expect(service.memory.all('refunds')).toEqual([]);
    expect(service.pool()?.version).toBe(1);
    expect(refunding(service, aRefund({ quantity: 30 })).kind).toBe('accepted');
  });

  it('waits for the lot of its line', () =>
    expect(refunding(aService(), aRefund())).toMatchObject({
      kind: 'unready',
      refusal: { code: 'unknown-order-line', rule: 'PO-10' },
    }));

  it("CO-8 another partner's line is as good as unknown", () =>
    expect(refunding(aServiceWithTheLine(), aRefund({ partnerId: 'partner-silver' }))).toEqual(
      refunding(aService(), aRefund()),
    ));

  it('does not reach into lots that are over', () => {
    const service = aService(aLot({ id: lotId, available: 5, expiresAt: at('2026-11-01T00:00:00Z') }));
    expect(refunding(service, aRefund())).toMatchObject({ refusal: { errors: [{ refundable: 0 }] } });
  });
});
