import { describe, expect, it } from '@jest/globals';
import { ok } from '@reservoir/kernel';
import { aDistributor, aRequest, below, noon, operator } from '../testing/companies.fixtures.js';
import { decideCreation } from './create-company.js';

describe('CO-1 a created company', () => {
  it('CO-10 stands at the top when it is a distributor, and says who created it', () => {
    const request = aRequest({ id: 'distributor-one', type: 'distributor', parentId: null, name: 'One' });
    const company = { ...aDistributor(), name: 'One' };
    expect(decideCreation(request, { above: [], existing: undefined }, noon)).toEqual(
      ok({
        state: { companies: [company], requests: [] },
        events: [{ type: 'company-created', company, by: operator }],
      }),
    );
  });

  it('knows its ancestors, the top first, and its distributor; those above count it', () => {
    const top = aDistributor();
    const partner = below(top, 'partner', 'partner-gold');
    const request = aRequest({ id: 'partner-chain', parentId: 'partner-gold', tier: 'SILVER' });
    const decided = decideCreation(request, { above: [partner, top], existing: undefined }, noon);
    expect(decided).toMatchObject({
      value: {
        state: {
          companies: [
            {
              ancestors: ['distributor-one', 'partner-gold'],
              distributorId: 'distributor-one',
              distributors: [{ distributorId: 'distributor-one', since: noon }],
              tier: 'SILVER',
              version: 1,
              branch: { parentPlaceVersion: 1 },
            },
            { id: 'partner-gold', version: 1, branch: { children: 1, partners: 1, partnersBelow: 0 } },
          ],
        },
      },
    });
  });

  it('counts as the grandchild of a partner, so that a chain is known from its top', () => {
    const top = aDistributor();
    const first = below(top, 'partner', 'first');
    const second = below(first, 'partner', 'second');
    const request = aRequest({ id: 'third', parentId: 'second' });
    const decided = decideCreation(request, { above: [second, first, top], existing: undefined }, noon);
    expect(decided.ok && decided.value.state.companies.slice(1)).toMatchObject([
      { id: 'second', branch: { children: 1, partners: 1 } },
      { id: 'first', branch: { children: 0, partners: 0, partnersBelow: 1 } },
    ]);
  });

  it('CO-6 is suspended from its first moment below a recursive mark', () => {
    const mark = { by: null, recursive: true, reason: 'unpaid', at: noon };
    const top = { ...aDistributor(), marks: [mark] };
    const decided = decideCreation(aRequest(), { above: [top], existing: undefined }, noon);
    expect(decided).toMatchObject({
      value: {
        state: {
          companies: [
            {
              marks: [],
              inheritedMarks: [{ companyId: 'distributor-one', by: null, reason: 'unpaid', at: noon }],
              suspension: { from: noon, to: null },
            },
            {},
          ],
        },
      },
    });
  });

  it('is not made when a policy refuses', () => {
    expect(decideCreation(aRequest(), { above: [], existing: undefined }, noon)).toEqual({
      ok: false,
      error: { code: 'unknown-company', rule: 'CO-8', detail: 'there is no company distributor-one' },
    });
  });
});
