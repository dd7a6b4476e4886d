import { describe, expect, it } from '@jest/globals';
import { ok } from '@reservoir/kernel';
import { aDistributor, aRequest, below } from '../testing/companies.fixtures.js';
import { decideCreation } from './create-company.js';

describe('CO-1 a created company', () => {
  it('stands at the top when it is a distributor', () => {
    const request = aRequest({ id: 'distributor-one', type: 'distributor', parentId: null, name: 'One' });
    const company = { ...aDistributor(), name: 'One' };
    expect(decideCreation(request, { parent: undefined, existing: undefined })).toEqual(
      ok({ state: company, events: [{ type: 'company-created', company }] }),
    );
  });

  it('knows its ancestors, the top first, and its distributor', () => {
    const partner = below(aDistributor(), 'partner', 'partner-gold');
    const request = aRequest({ id: 'partner-chain', parentId: 'partner-gold', tier: 'SILVER' });
    expect(decideCreation(request, { parent: partner, existing: undefined })).toMatchObject({
      value: {
        state: {
          ancestors: ['distributor-one', 'partner-gold'],
          distributorId: 'distributor-one',
          tier: 'SILVER',
          version: 1,
        },
      },
    });
  });

  it('is not made when a policy refuses', () => {
    expect(decideCreation(aRequest(), { parent: undefined, existing: undefined })).toEqual({
      ok: false,
      error: { code: 'unknown-company', rule: 'CO-8', detail: 'there is no company distributor-one' },
    });
  });
});
