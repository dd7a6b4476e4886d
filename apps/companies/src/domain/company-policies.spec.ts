import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { aDistributor, aRequest, below, operator, userOf } from '../testing/companies.fixtures.js';
import type { Company, Line } from './company.js';
import { type CreateCompany, creationPolicies } from './company-policies.js';

const distributor = aDistributor();
const partner = below(distributor, 'partner', 'partner-gold');
const second = below(partner, 'partner', 'partner-chain');
const third = below(second, 'partner', 'partner-third');
const customer = below(partner, 'customer', 'customer-one');

/** A company with all above it. */
const lineTo = (company?: Company): Line =>
  company
    ? [company, ...lineTo([distributor, partner, second].find(({ id }) => id === company.parentId))]
    : [];

/** The code of the refusal, or nothing, for a company wanted below `parent`. */
function codeFor(
  differing: Partial<CreateCompany>,
  parent?: Company,
  existing?: Company,
): string | undefined {
  const request = aRequest({ id: 'new', parentId: parent?.id ?? null, ...differing });
  return firstRefusal(creationPolicies, request, { above: lineTo(parent), existing })?.code;
}

describe('CO-7 who creates companies', () => {
  it('total control of a company above', () => {
    expect(codeFor({ actor: userOf(distributor) }, distributor)).toBeUndefined();
  });

  it.each(['license-and-security-admin', 'security-admin', 'monitoring'] as const)('not %s', (role) => {
    expect(codeFor({ actor: userOf(distributor, role) }, distributor)).toBe('role-not-allowed');
  });

  it('not a company that calls itself operator, nor total control of no company', () => {
    expect(codeFor({ actor: userOf(distributor, 'operator') }, distributor)).toBe('role-not-allowed');
    expect(codeFor({ actor: { ...operator, role: 'total-control' } }, distributor)).toBe('role-not-allowed');
  });
});

describe('CO-10 distributors are created by the operator', () => {
  it('who may create anything else as well', () => {
    expect(codeFor({ type: 'distributor' })).toBeUndefined();
    expect(codeFor({ type: 'partner' }, distributor)).toBeUndefined();
    expect(codeFor({ type: 'customer' }, partner)).toBeUndefined();
  });

  it('and by nobody else', () => {
    expect(codeFor({ type: 'distributor', actor: userOf(distributor) })).toBe('role-not-allowed');
  });
});

describe('CO-8 the parent is in the subtree of whoever asks', () => {
  it('the own company, or one far below', () => {
    expect(codeFor({ actor: userOf(partner) }, partner)).toBeUndefined();
    expect(codeFor({ actor: userOf(partner), type: 'customer' }, third)).toBeUndefined();
  });

  it('a foreign parent answers exactly as an unknown one', () => {
    const foreign = below(aDistributor('distributor-two'), 'partner', 'partner-two');
    const request = aRequest({ id: 'new', parentId: 'partner-two', actor: userOf(partner) });
    const refusals = [foreign, undefined].map((parent) =>
      firstRefusal(creationPolicies, request, {
        above: parent ? [parent, aDistributor('distributor-two')] : [],
        existing: undefined,
      }),
    );
    expect(refusals[0]).toMatchObject({ code: 'unknown-company', rule: 'CO-8' });
    expect(refusals[0]).toEqual(refusals[1]);
  });

  it('not the company above the own one', () => {
    expect(codeFor({ actor: userOf(second) }, partner)).toBe('unknown-company');
  });

  it('not even for the operator, when it does not exist', () => {
    expect(codeFor({ parentId: 'nobody' })).toBe('unknown-company');
  });
});

describe('CO-1 who may be whose parent', () => {
  it.each([
    ['partner', distributor],
    ['partner', partner],
    ['customer', partner],
    ['customer', second],
  ] as const)('a %s below the right parent (%#)', (type, parent) =>
    expect(codeFor({ type }, parent)).toBeUndefined(),
  );

  it.each([
    ['distributor', distributor],
    ['distributor', partner],
    ['partner', customer],
    ['customer', distributor],
    ['customer', customer],
  ] as const)('no %s below a wrong parent (%#)', (type, parent) =>
    expect(codeFor({ type }, parent)).toBe('parent-not-allowed'),
  );

  it.each(['partner', 'customer'] as const)('no %s without a parent', (type) =>
    expect(codeFor({ type })).toBe('parent-missing'),
  );

  it('a distributor creates no customers, not even of its partners', () => {
    expect(codeFor({ type: 'customer', actor: userOf(distributor) }, partner)).toBe('type-not-allowed');
    expect(codeFor({ type: 'partner', actor: userOf(distributor) }, partner)).toBeUndefined();
    expect(codeFor({ type: 'customer', actor: userOf(partner) }, partner)).toBeUndefined();
  });

  it('a customer creates nothing', () => {
    expect(codeFor({ type: 'customer', actor: userOf(customer) }, customer)).toBe('parent-not-allowed');
  });
});

describe('CO-1 a chain of at most 3 partners', () => {
  it('the third one is created, with customers below it', () => {
    expect(codeFor({ type: 'partner' }, second)).toBeUndefined();
    expect(codeFor({ type: 'customer' }, third)).toBeUndefined();
  });

  it('the fourth is not', () => expect(codeFor({ type: 'partner' }, third)).toBe('partner-chain-too-long'));
});

describe('a tier', () => {
  it('is set by the distributor and the operator', () => {
    expect(codeFor({ tier: 'GOLD', actor: userOf(distributor) }, partner)).toBeUndefined();
    expect(codeFor({ tier: 'GOLD' }, distributor)).toBeUndefined();
  });

  it('CO-7 is not set by a partner', () => {
    expect(codeFor({ tier: 'GOLD', actor: userOf(partner) }, partner)).toBe('tier-not-allowed');
    expect(codeFor({ tier: null, actor: userOf(partner) }, partner)).toBeUndefined();
  });

  it('is for partners only', () => {
    expect(codeFor({ tier: 'GOLD', type: 'customer' }, partner)).toBe('tier-not-allowed');
    expect(codeFor({ tier: 'GOLD', type: 'distributor' })).toBe('tier-not-allowed');
  });
});

describe('PT-9 the points programme', () => {
  it('is for partners', () => {
    expect(codeFor({ pointsProgramme: true }, distributor)).toBeUndefined();
    expect(codeFor({ pointsProgramme: true, type: 'distributor' })).toBe('points-programme-not-allowed');
    expect(codeFor({ pointsProgramme: true, type: 'customer' }, partner)).toBe(
      'points-programme-not-allowed',
    );
  });
});

describe('PT-9 a vendor account', () => {
  it('is told by the distributor and the operator', () => {
    expect(codeFor({ vendorAccount: 'panda' }, distributor)).toBeUndefined();
    expect(codeFor({ vendorAccount: 'watchguard', actor: userOf(distributor) }, partner)).toBeUndefined();
  });

  it('CO-7 not by a partner, of those below it', () => {
    const actor = userOf(partner);
    expect(codeFor({ vendorAccount: 'watchguard', actor }, partner)).toBe('vendor-account-not-allowed');
    expect(codeFor({ vendorAccount: null, actor }, partner)).toBeUndefined();
  });

  it('is for partners', () => {
    expect(codeFor({ vendorAccount: 'panda', type: 'customer' }, partner)).toBe('vendor-account-not-allowed');
  });
});

describe('CO-1 an id', () => {
  it('is given once', () => expect(codeFor({}, distributor, partner)).toBe('company-exists'));

  it('CO-8 is not said to be taken to somebody who may not create it anyway', () => {
    const foreign = below(aDistributor('distributor-two'), 'partner', 'new');
    expect(codeFor({ actor: userOf('distributor-three') }, distributor, foreign)).toBe('unknown-company');
  });
});
