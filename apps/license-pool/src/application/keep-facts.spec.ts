import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aPartner, anAssortment } from '../testing/license-pool.fixtures.js';
import { keepAssortment, keepPartner } from './keep-facts.js';

describe('facts of others', () => {
  it('case 5: a newer one replaces what is kept, an older or equal one does not', () => {
    const { run, memory } = aService();
    const second = aPartner({ distributorId: 'distributor-two', version: 3 });
    run((all) => keepPartner(second, all));
    run((all) => keepPartner(aPartner({ version: 2 }), all));
    run((all) => keepPartner(aPartner({ version: 3 }), all));
    expect(memory.all('partners')).toEqual([second]);
    run((all) => keepAssortment(anAssortment({ offers: {}, version: 2 }), all));
    run((all) => keepAssortment(anAssortment({ version: 1 }), all));
    expect(memory.all('assortments')).toEqual([anAssortment({ offers: {}, version: 2 })]);
  });

  it('the first is kept whatever its version', () => {
    const { run, memory } = aService();
    run((all) => keepPartner(aPartner({ id: 'partner-silver', version: 7 }), all));
    expect(memory.all('partners')).toHaveLength(2);
  });
});
