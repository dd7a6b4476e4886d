import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@reservoir/kernel';
import type { Contract } from '../domain/contract.js';
import { aModule, endpointSecurity, noon } from '../testing/contracts.fixtures.js';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { expectInvariants, expectPoolsAgree } from '../testing/invariants.js';

const half = '2027-05-05T12:00:00Z';
const added = (answer: Contract | Refusal): Contract => {
  if ('code' in answer) throw new Error(JSON.stringify(answer));
  return answer;
};

describe('EN-6, CT-13 a module that is added alone', () => {
  it('is a contract of the same service, drawn from its own pool; the product and the settings stay', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10 });
    const module = added(walk.add('encryption', { quantity: 10 }));
    expect(module).toMatchObject({
      ...{ kind: 'module', mode: 'commercial', state: 'active', activatedAt: noon },
      ...{ serviceId: product.serviceId, product: 'endpoint-security', familyId: 'endpoint' },
    });
    expect(module.periods).toMatchObject([
      { sku: 'encryption', catalogVersion: 7, priceVersion: 4, tier: 'GOLD' }, // CA-7
    ]);
    expect(termsOf(module)).toEqual({ quantity: 10, start: '2026-11-21', end: '2027-11-21' });
    expect(walk.contract(product.id)).toEqual(product);
    expect(walk.ports.services.all()).toMatchObject([{ version: 1 }]);
    expect(walk.ports.clients.all()[0]?.claims[0]?.contracts).toHaveLength(2);
    expect(walk.pools.stockOf('encryption')).toMatchObject({ assigned: 10 });
    expectInvariants(walk);
  });

  it('may be a managed service, and may begin later', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10, term: 'Y2' });
    const module = added(walk.add('mdr-foundations', { quantity: 3, start: '2026-12-01' as never }));
    expect(module).toMatchObject({
      state: 'scheduled',
      periods: [{ start: '2026-12-01', end: '2027-12-01' }],
    });
    walk.at('2026-12-01T00:00:00Z');
    expect(walk.contract(module.id)).toMatchObject({ state: 'active' });
    expectInvariants(walk);
  });

  it('CT-13 runs no longer than its product: refused, or cut with cascade, which is not refunded', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10 });
    walk.at(half);
    expect(walk.add('encryption')).toMatchObject({
      ...{ code: 'module-beyond-product', rule: 'CT-13' },
      errors: [{ sku: 'encryption', from: '2027-11-21', licences: 10, most: 0, hint: 'cascade' }],
    });
    const module = added(walk.add('encryption', { cascade: true }));
    expect(termsOf(module)).toEqual({ quantity: 10, start: '2027-05-05', end: '2027-11-21' });
    expect(module.periods[0]).toMatchObject({ anchorDay: 21, batches: [{ termDays: 366 }] }); // CT-3, PO-6
    expectInvariants(walk);
  });

  it('CT-15 may be aligned to the end of its product', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10 });
    walk.at(half);
    const module = added(walk.add('encryption', { alignEnd: { contractId: product.id } }));
    expect(termsOf(module)).toMatchObject({ end: '2027-11-21' });
    expect(walk.add('edr', { alignEnd: { monthEnd: '2028-12' } })).toMatchObject({ code: 'align-too-late' });
    expectInvariants(walk);
  });

  it('CT-13 has no more licences than its product: refused, or cut with cascade beside what is there', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10 });
    const first = added(walk.add('encryption', { quantity: 6 }));
    expect(walk.add('encryption', { quantity: 5 })).toMatchObject({ code: 'module-beyond-product' });
    expect(termsOf(added(walk.add('encryption', { quantity: 5, cascade: true })))).toMatchObject({
      quantity: 4,
    });
    expect(walk.contract(first.id)).toEqual(first);
    const nothingLeft = walk.add('encryption', { quantity: 1, cascade: true });
    expect(nothingLeft).toMatchObject({ code: 'module-beyond-product', errors: [{ hint: 'seats' }] });
    expectInvariants(walk);
    expectPoolsAgree(walk, ['encryption']);
  });

  it('CT-13 is of the term class of its product', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10 });
    expect(walk.add('encryption', { term: 'M1' })).toMatchObject({
      ...{ code: 'other-term-class', rule: 'CT-13' },
      errors: [{ choice: 'term' }],
    });
    walk.buyMore({ quantity: 5, term: 'M1' });
    expect(walk.add('encryption', { term: 'M1', quantity: 6 })).toMatchObject({
      code: 'module-beyond-product',
    });
    added(walk.add('encryption', { term: 'M1', quantity: 5 }));
    expectInvariants(walk);
  });

  it('CA-4 is judged beside what the service has: requires, excludes, only-with, included', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10 });
    expect(walk.add('xdr')).toMatchObject({ code: 'requires', rule: 'CA-4' });
    added(walk.add('edr'));
    added(walk.add('xdr'));
    added(walk.add('sve-scanning'));
    added(walk.add('encryption'));
    expect(walk.add('legacy-scan')).toMatchObject({ code: 'excludes', rule: 'CA-4' });
    expect(walk.add('email-archive')).toMatchObject({ code: 'wrong-product', rule: 'CA-4' });
    const secure = new FamilyWalk();
    secure.buy({ protectionModel: 'secure' });
    expect(secure.add('edr')).toMatchObject({ code: 'already-included', rule: 'CA-4' });
    expect(secure.add('sve-scanning')).toMatchObject({ code: 'only-with', rule: 'CA-4' });
    added(secure.add('xdr'));
  });

  it('tells every violation at once (CA-3)', () => {
    const walk = new FamilyWalk();
    walk.buy({ protectionModel: 'secure' });
    const answer = walk.add('edr', { term: 'M1', start: '2026-11-20' as never }) as Refusal;
    expect(answer.errors?.map((error) => error['code'])).toEqual([
      ...['already-included', 'other-term-class', 'start-in-the-past'],
    ]);
  });

  it('CA-1 is a module of the catalog; the refusal names the choices', () => {
    const walk = new FamilyWalk();
    walk.buy({ protectionModel: 'secure-plus' });
    expect(walk.add('nothing')).toMatchObject({
      ...{ code: 'unknown-module', rule: 'CA-1' },
      errors: [{ module: 'nothing', choices: ['encryption', 'legacy-scan', 'patch-management', 'xdr'] }],
    });
  });

  it('CA-6, CA-8 is sold by the distributor, whatever becomes of the product; stock of a retired one is assigned', () => {
    const walk = new FamilyWalk();
    walk.buy();
    const offers = [{ sku: 'encryption', terms: ['Y2'] as const }];
    walk.ports.assortments.save({ id: 'distributor-one', version: 2, offers });
    expect(walk.add('encryption')).toMatchObject({ code: 'not-sold', rule: 'CA-6' });
    expect(walk.add('edr')).toMatchObject({ code: 'not-sold', rule: 'CA-6' });
    walk.ports.modules.save(aModule({ id: 'edr', retired: true }));
    added(walk.add('edr'));
    walk.ports.products.save({ ...endpointSecurity, retired: true });
    walk.ports.assortments.save({
      ...{ id: 'distributor-one', version: 3 },
      offers: [{ sku: 'encryption', terms: ['Y1'] }],
    });
    added(walk.add('encryption'));
  });

  it('EN-1, CT-14 needs a commercial product that is live: none, another one, and a trial are refused', () => {
    const walk = new FamilyWalk();
    expect(walk.add('encryption')).toMatchObject({ code: 'unknown-service', rule: 'EN-1' });
    walk.buy({ mode: 'trial', term: 'M1' });
    expect(walk.add('encryption')).toMatchObject({ code: 'trial', rule: 'CT-14' });
    expect(walk.add('encryption', { product: 'edr-standalone' })).toMatchObject({ code: 'unknown-service' });
    expect(walk.add('encryption', { product: 'nothing' })).toMatchObject({ code: 'unknown-product' });
    const over = new FamilyWalk();
    over.buy();
    over.at('2027-11-21T00:00:00Z');
    expect(over.add('encryption')).toMatchObject({ code: 'unknown-service' });
  });

  it('CT-13 is refused while its service is suspended', () => {
    const walk = new FamilyWalk();
    const product = walk.buy();
    walk.does('suspendService', product);
    expect(walk.add('encryption')).toMatchObject({ code: 'service-suspended' });
  });

  it('CT-16 does not outlive a scheduled product that includes it', () => {
    const walk = new FamilyWalk();
    const product = walk.buy();
    walk.at(half);
    const schedule = { change: 'product', product: 'endpoint-security', protectionModel: 'secure' };
    walk.does('scheduleChange', product, { schedule: { ...schedule, term: 'Y1', quantity: 10 } });
    expect(walk.add('edr')).toMatchObject({ code: 'module-beyond-change' });
    added(walk.add('edr', { alignEnd: { monthEnd: '2027-10' } }));
    expectInvariants(walk);
  });

  it('CT-4, PO-4 a pool that is short refuses it, and the service stays as it was', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10 });
    expect(walk.add('no-stock', {})).toMatchObject({ code: 'unknown-module' });
    walk.ports.modules.save(aModule({ id: 'no-stock' }));
    walk.ports.assortments.save({
      ...{ id: 'distributor-one', version: 2 },
      offers: [{ sku: 'no-stock', terms: ['Y1'] }],
    });
    expect(walk.add('no-stock')).toMatchObject({ code: 'pool-short', rule: 'PO-4' });
    expect(walk.contract(product.id)).toEqual(product);
    expect(walk.ports.clients.all()[0]).toMatchObject({
      claims: [{ contracts: [{ id: product.id }] }],
      inFlight: [],
    });
    expectInvariants(walk);
  });
});
