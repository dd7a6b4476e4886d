import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../testing/callers.js';
import { licensingRoles, sees } from './caller.js';

const partner = { id: 'partner-gold', ancestors: ['distributor-one'] };
const chained = { id: 'partner-chain', ancestors: ['distributor-one', 'partner-gold'] };
const customer = { id: 'customer-one', ancestors: ['distributor-one', 'partner-gold'] };

describe('CO-8 the subtree of a caller', () => {
  it('holds its own company and every company below', () => {
    const caller = aCaller({ id: 'partner-gold' });
    expect([partner, chained, customer].map((company) => sees(caller, company))).toEqual([true, true, true]);
  });

  it.each(['partner-silver', 'customer-one', 'partner-chain', 'distributor-two'])(
    'of %s does not hold partner-gold above or beside it',
    (id) => expect(sees(aCaller({ id }), partner)).toBe(false),
  );

  it('is everything for the operator (CO-10), and nothing for a caller without a company', () => {
    expect(sees(anOperator(), partner)).toBe(true);
    expect(sees({ ...anOperator(), role: 'total-control' }, partner)).toBe(false);
  });
});

describe('CO-7 the roles that change licensing', () => {
  it.each(['security-admin', 'monitoring'] as const)('do not hold %s', (role) =>
    expect(licensingRoles).not.toContain(role),
  );
});
