import { describe, expect, it } from '@jest/globals';
import type { Term } from '@reservoir/kernel';
import { never } from '../domain/lot.js';
import { aService } from '../testing/a-service.js';
import { aKey, aLot, at, justBefore, now } from '../testing/license-pool.fixtures.js';
import { type AddLicenses, addLicenses } from './add-licenses.js';
import { takeAwayLicenses } from './take-away-licenses.js';

const promotion: AddLicenses = {
  operationId: 'operation-one',
  lotId: 'lot-added',
  provenance: 'promotion',
  quantity: 25,
  reason: 'Spring campaign',
  expiresAt: at('2027-03-31T00:00:00Z'),
};
const adding = (differing: Partial<AddLicenses> = {}, key = aKey(), service = aService()) => ({
  service,
  outcome: service.run((all, time) => addLicenses(key, { ...promotion, ...differing }, all, time)),
});
/** An adjustment of which no expiry is stated. */
const correction = (term: Term) => {
  const service = aService();
  const { expiresAt: _, ...request } = { ...promotion, provenance: 'adjustment' as const };
  service.run((all, time) => addLicenses(aKey(undefined, term), request, all, time));
  return service.lot('lot-added');
};

describe('PO-1 an operator adds licences', () => {
  it('of a promotion, PO-2 which expire as stated', () => {
    const { service, outcome } = adding();
    expect(outcome).toMatchObject({
      result: { ok: true, value: { lotId: 'lot-added' } },
      pool: { version: 1 },
      events: [{ type: 'lot-added', reason: 'Spring campaign' }],
    });
    expect(service.lot('lot-added')).toEqual({
      ...aLot({ id: 'lot-added', available: 25, expiresAt: at('2027-03-31T00:00:00Z') }),
      provenance: 'promotion',
      source: { operationId: 'operation-one' },
      contentHash: null,
      purchasedAt: now,
    });
  });

  it('of an adjustment, PO-2 which expire as bought ones unless it is stated', () => {
    expect(correction('Y1')).toMatchObject({ provenance: 'adjustment', expiresAt: never });
    expect(correction('M1')).toMatchObject({ expiresAt: '2027-02-19T00:00:00.000Z' });
  });

  it.each([
    ['CO-1', 'unknown-partner', aKey(undefined, 'Y1', 'partner-x')],
    ['CA-6', 'not-in-assortment', aKey('edr-standalone')],
  ])('%s unless an order would be refused: %s', (rule, code, key) => {
    const { service, outcome } = adding({}, key);
    expect(outcome).toMatchObject({ result: { error: { code, rule } }, pool: { version: 0 }, events: [] });
    expect(service.memory.all('lots')).toEqual([]);
  });

  it('CA-8 but not of what is sold no longer', () => {
    const service = aService();
    service.run(({ retirements }) =>
      retirements.save({ id: 'endpoint-security', retiredAt: now, version: 1 }),
    );
    expect(adding({}, aKey(), service).outcome.result).toMatchObject({ error: { code: 'sku-retired' } });
  });

  it('PO-2 but none that are over already', () => {
    expect(adding({ expiresAt: now }).outcome.result).toMatchObject({ error: { code: 'expiry-is-over' } });
    const hardly = at(new Date(Date.parse(now) + 1).toISOString());
    expect(justBefore(hardly)).toBe(now);
    expect(adding({ expiresAt: hardly }).outcome.result.ok).toBe(true);
  });
});

describe('PO-1 an operator takes licences away', () => {
  const taking = (service: ReturnType<typeof aService>, quantity: number) => {
    const request = { operationId: 'operation-one', quantity, reason: 'Credited twice' };
    return service.run((all, time) => takeAwayLicenses(service.key, request, all, time));
  };

  it('of those that are available; they count retired', () => {
    const service = aService(aLot({ available: 5, assigned: 2 }));
    expect(taking(service, 3)).toMatchObject({
      result: { ok: true },
      pool: { version: 2 },
      events: [{ type: 'licenses-retired', adjustment: { reason: 'Credited twice' } }],
    });
    expect(service.pool()?.counts).toMatchObject({ available: 2, assigned: 2, retired: 3 });
  });

  it('or none, with the number that could be', () => {
    const service = aService(aLot({ available: 5, assigned: 2 }));
    expect(taking(service, 6)).toMatchObject({
      result: { error: { code: 'pool-short', errors: [{ asked: 6, available: 5 }] } },
      events: [],
    });
    expect(service.pool()?.version).toBe(1);
  });
});
