import { describe, expect, it } from '@jest/globals';
import { aCommand, aCustomer, aPartner, endpointSecurity, noon } from '../testing/contracts.fixtures.js';
import type { Actor } from './assign-licenses.js';
import { newClient } from './client.js';
import type { ClientLock } from './client-lock.js';
import {
  type Attempt,
  clientIsNotMoving,
  clientIsNotSuspended,
  noOperationIsInFlight,
  partnerOwnsTheCustomer,
  productIsKnown,
  roleMayChangeLicensing,
} from './licensing-policies.js';

const attempt = (changes: Partial<Attempt> = {}, actor: Partial<Actor> = {}): Attempt => ({
  command: aCommand('operation-1', {}, actor),
  customer: aCustomer,
  partner: aPartner,
  product: endpointSecurity,
  client: newClient('customer-one'),
  now: noon,
  ...changes,
});

describe('CO-7 roles', () => {
  it.each(['total-control', 'license-and-security-admin'] as const)('%s changes licensing', (role) =>
    expect(roleMayChangeLicensing(attempt({}, { role }))).toBeUndefined(),
  );
  it.each(['security-admin', 'monitoring', 'operator'] as const)('%s does not', (role) =>
    expect(roleMayChangeLicensing(attempt({}, { role }))).toMatchObject({
      code: 'role-not-allowed',
      rule: 'CO-7',
    }),
  );
});

describe('CO-9 only the owning partner; CO-8 for anyone else there is no such customer', () => {
  const unknown = { code: 'unknown-customer', rule: 'CO-8', detail: 'there is no customer customer-one' };

  it('passes for the parent', () => expect(partnerOwnsTheCustomer(attempt())).toBeUndefined());

  it.each([
    ['an unknown customer', attempt({ customer: undefined })],
    ['an unknown partner', attempt({ partner: undefined })],
    ['the customer of another', attempt({ customer: { ...aCustomer, parentId: 'partner-silver' } })],
    [
      'the distributor above',
      attempt({ partner: { ...aPartner, id: 'distributor-one' } }, { companyId: 'distributor-one' }),
    ],
    ['a partner under the partner', attempt({ customer: { ...aCustomer, type: 'partner' } })],
    ['a distributor as parent', attempt({ partner: { ...aPartner, type: 'distributor' } })],
    ['the operator', attempt({ partner: undefined }, { companyId: null })],
    ['another company’s user', attempt({}, { companyId: 'partner-silver' })],
    ['the customer itself', attempt({}, { companyId: 'customer-one' })],
  ])('%s: one and the same answer', (_, foreign) => expect(partnerOwnsTheCustomer(foreign)).toEqual(unknown));
});

describe('CA-1 the product is known', () => {
  it('passes', () => expect(productIsKnown(attempt())).toBeUndefined());
  it('refused', () =>
    expect(productIsKnown(attempt({ product: undefined }))).toMatchObject({ code: 'unknown-product' }));
});

describe('CT-19 one operation in flight per client and family', () => {
  const busy = (familyId: string) =>
    attempt({
      client: { ...newClient('customer-one'), inFlight: [{ familyId, operationId: 'operation-0' }] },
    });

  it('passes with none, and with one in another family', () => {
    expect(noOperationIsInFlight(attempt())).toBeUndefined();
    expect(noOperationIsInFlight(busy('email'))).toBeUndefined();
  });
  it('refused with one in this family', () =>
    expect(noOperationIsInFlight(busy('endpoint'))).toMatchObject({
      code: 'operation-in-flight',
      rule: 'CT-19',
      errors: [{ familyId: 'endpoint', operationId: 'operation-0' }],
    }));
});

describe('CO-6 commands on a suspended client are refused', () => {
  it('passes for one that is not', () => expect(clientIsNotSuspended(attempt())).toBeUndefined());
  it('refused while it is', () =>
    expect(clientIsNotSuspended(attempt({ customer: { ...aCustomer, suspended: true } }))).toMatchObject({
      code: 'client-suspended',
      rule: 'CO-6',
    }));
});

describe('CO-5 nothing is begun for a client that leaves its partner', () => {
  const lock: ClientLock = {
    transferId: 'transfer-1',
    partnerId: 'partner-gold',
    companyVersion: 4,
    awaiting: [],
    pools: [],
  };
  const locked = (customer: Partial<typeof aCustomer>) =>
    attempt({
      client: { ...newClient('customer-one'), lock },
      customer: { ...aCustomer, ...customer },
    });

  it('refused until the fact of the move is here', () =>
    expect(clientIsNotMoving(locked({ version: 4 }))).toMatchObject({ code: 'client-moving', rule: 'CO-5' }));
  it('refused while a newer fact still says the old partner', () =>
    expect(clientIsNotMoving(locked({ version: 5 }))).toMatchObject({ code: 'client-moving' }));
  it('refused while the fact is older than the lock, whatever partner it says', () =>
    expect(clientIsNotMoving(locked({ version: 3, parentId: 'partner-before' }))).toMatchObject({
      code: 'client-moving',
    }));
  it('passes under the new partner', () =>
    expect(clientIsNotMoving(locked({ version: 5, parentId: 'partner-silver' }))).toBeUndefined());
  it('passes without a lock', () => expect(clientIsNotMoving(attempt())).toBeUndefined());
});
