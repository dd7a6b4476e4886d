import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@reservoir/kernel';
import type { Contract } from '../domain/contract.js';
import { sevenDays } from '../domain/recovery/recovery-policy.js';
import { FamilyWalk } from '../testing/family-walk.js';
import { expectInvariants } from '../testing/invariants.js';

const added = (answer: Contract | Refusal): Contract => {
  if ('code' in answer) throw new Error(JSON.stringify(answer));
  return answer;
};

describe('EN-6, CT-9 a module that is removed alone', () => {
  it('comes back by the recovery policy of its product, which stays as it is', () => {
    const walk = new FamilyWalk().withPolicy(sevenDays);
    const product = walk.buy({ quantity: 10 });
    const module = added(walk.add('encryption'));
    walk.at('2026-11-25T12:00:00Z');
    expect(walk.does('cancelContract', module)).toMatchObject({ state: 'cancelled' });
    expect(walk.recovered('encryption')).toEqual([10, 0]); // PO-8
    expect(walk.contract(product.id)).toEqual(product);
    added(walk.add('encryption', { cascade: true }));
    expectInvariants(walk);
  });

  it('falls with the last contract of its product', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10 });
    const module = added(walk.add('encryption'));
    walk.does('cancelContract', product);
    expect(walk.contract(module.id)).toMatchObject({
      state: 'cancelled',
      reason: { code: 'product-cancelled' },
    });
    expectInvariants(walk);
  });

  it('CA-4 not while another module requires it; either way', () => {
    const walk = new FamilyWalk();
    walk.buy({ quantity: 10 });
    const edr = added(walk.add('edr', { quantity: 5 }));
    const xdr = added(walk.add('xdr', { quantity: 5 }));
    expect(walk.ask('cancelContract', edr)).toMatchObject({ code: 'module-required', rule: 'CA-4' });
    expect(walk.refused('changeSeats', edr, { seats: { remove: 5 } })).toBe('module-required');
    walk.does('changeSeats', edr, { seats: { remove: 4 } });
    const more = added(walk.add('edr', { quantity: 5 }));
    walk.does('cancelContract', edr);
    walk.does('cancelContract', xdr);
    walk.does('cancelContract', more);
    expectInvariants(walk);
  });

  it('CT-6 is renewed with its product', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10 });
    walk.at('2027-05-05T12:00:00Z');
    const module = added(walk.add('encryption', { alignEnd: { contractId: product.id } }));
    walk.does('renewContract', product, { renewal: {} });
    expect(walk.contract(module.id).periods[1]).toMatchObject({ start: '2027-11-21', end: '2028-11-21' });
    expectInvariants(walk);
  });
});
