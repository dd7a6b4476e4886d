import type { Caller, CallerCompany } from '../domain/caller.js';

/** A user with total control of a partner, unless told otherwise. */
export const aCaller = (company: Partial<CallerCompany> = {}, caller: Partial<Caller> = {}): Caller => ({
  userId: 'user-one',
  role: 'total-control',
  company: {
    id: 'partner-gold',
    type: 'partner',
    distributorId: 'distributor-one',
    tier: 'GOLD',
    ...company,
  },
  ...caller,
});

/** The platform's operator (CO-10). */
export const anOperator = (): Caller => ({ userId: 'op-one', role: 'operator', company: null });
