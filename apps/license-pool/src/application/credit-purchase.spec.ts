import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aKey, aLot, aPartner, aPoolOf, anAssortment, at } from '../testing/license-pool.fixtures.js';
import { aPurchase } from '../testing/requests.fixtures.js';
import { type Purchase, creditPurchase } from './credit-purchase.js';

const crediting = (purchase: Purchase, service = aService()) => ({
  service,
  outcome: service.run((collections, time) => creditPurchase(purchase, collections, time)),
});

describe('PO-3 a purchase', () => {
  const { lotId } = aPurchase();
  const lot = aLot({ id: lotId, available: 5, purchasedAt: at('2026-11-20T00:00:00Z') });
  const level = { peaks: [{ day: '2026-11-21', available: 5 }], thresholds: [] };
  const pool = { ...aPoolOf([lot]), level };

  it('makes one lot, in a pool that begins with it', () => {
    const { service, outcome } = crediting(aPurchase());
    expect(outcome).toEqual({ kind: 'accepted', lotId, events: [{ type: 'lot-added', pool, lots: [lot] }] });
    expect(service.pool()).toEqual(pool);
    expect(service.lot(lotId)).toEqual(lot);
  });

  it('case 3: the same purchase delivered 5 times: one lot', () => {
    const service = aService();
    const kinds = Array.from({ length: 5 }, () => crediting(aPurchase(), service).outcome.kind);
    expect(kinds).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(service.pool()).toEqual(pool);
    expect(service.memory.all('lots')).toEqual([lot]);
  });

  it('case 3: the same order line with another quantity: refused, nothing is credited', () => {
    const { service } = crediting(aPurchase());
    const other = aPurchase({ contentHash: 'content-two', quantity: 6 });
    expect(crediting(other, service).outcome).toEqual({
      kind: 'changed',
      refusal: {
        code: 'order-line-changed',
        rule: 'PO-3',
        detail: 'order order-one line 1 was credited before with other content',
      },
    });
    expect(service.pool()).toEqual(pool);
  });

  it('is a duplicate whatever the distributor sells by now', () => {
    const { service } = crediting(aPurchase());
    service.run(({ assortments }) => assortments.save(anAssortment({ offers: {}, version: 2 })));
    expect(crediting(aPurchase(), service).outcome.kind).toBe('duplicate');
  });

  it('PO-2 of M1 expires at 00:00 UTC of the crediting day + 90, whenever it was bought', () => {
    const { service } = crediting(
      aPurchase({ pool: aKey(undefined, 'M1'), purchasedAt: at('2026-01-01T00:00:00Z') }),
    );
    expect(service.lot(lotId)?.expiresAt).toBe('2027-02-19T00:00:00.000Z');
  });

  it.each([
    ['unknown-partner', { pool: aKey(undefined, undefined, 'partner-x') }],
    ['wrong-distributor', { distributorId: 'distributor-two' }],
    ['not-in-assortment', { pool: aKey('edr-standalone') }],
  ])('waits for facts when it is refused as %s, and changes nothing', (code, differing) => {
    const { service, outcome } = crediting(aPurchase(differing));
    expect(outcome).toMatchObject({ kind: 'unready', refusal: { code } });
    expect(service.memory.all('lots')).toEqual([]);
    expect(service.memory.all('pools')).toEqual([]);
  });

  it('CO-4 carries the distributor that it was bought from', () => {
    const { service } = crediting(aPurchase());
    service.run(({ partners, assortments }) => {
      partners.save(aPartner({ distributorId: 'distributor-two', version: 2 }));
      assortments.save(anAssortment({ id: 'distributor-two' }));
    });
    const second = aPurchase({ line: '2', distributorId: 'distributor-two' });
    expect(crediting(second, service).outcome.kind).toBe('accepted');
    expect(service.lot(lotId)?.distributorId).toBe('distributor-one');
    expect(service.lot(second.lotId)?.distributorId).toBe('distributor-two');
    expect(service.pool()?.counts.available).toBe(10);
  });
});
