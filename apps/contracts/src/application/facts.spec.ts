import { describe, expect, it } from '@jest/globals';
import {
  aCommand,
  aCustomer,
  aPartner,
  anAssortment,
  endpointSecurity,
  learnTheWorld,
} from '../testing/contracts.fixtures.js';
import { memoryPorts } from '../testing/memory-ports.js';
import { learnFact } from './learn-fact.js';
import { missingFacts } from './missing-facts.js';
import { needsOfAssignLicenses, needsOfAssignment } from './needs.js';
import { needsOfEntitlements } from './entitlement-needs.js';

describe('facts of other services', () => {
  it('are kept when they are newer: they may come again, and out of order', () => {
    const { companies } = memoryPorts();
    const moved = { ...aCustomer, version: 3, parentId: 'partner-silver' };
    learnFact(moved, companies);
    learnFact(aCustomer, companies);
    learnFact({ ...moved, parentId: 'same version, other content' }, companies);
    expect(companies.all()).toEqual([moved]);
  });
});

describe('missing facts', () => {
  const nothing = { companies: [], catalog: [] };
  const command = aCommand('operation-1', { addOns: ['encryption', 'nope'] });

  it('none when all are here, but what may be a mistake', () => {
    const ports = memoryPorts();
    learnTheWorld(ports);
    expect(missingFacts(aCommand(), ports)).toEqual(nothing);
    expect(missingFacts(command, ports)).toEqual({ companies: [], catalog: ['module nope'] });
  });

  it('first the customer, then the partner, then the catalog', () => {
    const ports = memoryPorts();
    expect(missingFacts(command, ports)).toEqual({ companies: ['customer-one'], catalog: [] });
    ports.companies.save(aCustomer);
    expect(missingFacts(command, ports)).toEqual({ companies: ['partner-gold'], catalog: [] });
    ports.companies.save(aPartner);
    expect(missingFacts(command, ports).catalog).toEqual([
      'product endpoint-security',
      'module encryption',
      'module nope',
      'assortment of distributor-one',
    ]);
    ports.products.save(endpointSecurity);
    ports.assortments.save(anAssortment);
    expect(missingFacts(aCommand(), ports)).toEqual(nothing);
  });

  it.each([{ companyId: 'partner-silver' }, { companyId: null }])(
    'CO-8 nobody waits for a customer that is not their own: %j',
    (actor) => {
      const ports = memoryPorts();
      ports.companies.save(aCustomer);
      expect(missingFacts(aCommand('operation-1', {}, actor), ports)).toEqual(nothing);
    },
  );
});

describe('what a use case reads', () => {
  const family = { customerId: 'customer-one', contractIds: [], product: 'endpoint-security' };

  it('is known from the command alone', () =>
    expect(needsOfAssignLicenses(aCommand('o', { addOns: ['edr'] }))).toEqual({
      companies: ['customer-one', 'partner-gold'],
      clients: ['customer-one'],
      products: ['endpoint-security'],
      modules: [{ ids: ['edr'], product: 'endpoint-security' }],
      clientProducts: ['customer-one'],
      assortments: [{ ofCompany: 'partner-gold' }],
      priceLists: [{ ofCompany: 'partner-gold' }],
      contracts: [family],
      renewalLooks: [family],
      services: [{ ofCustomer: 'customer-one' }],
      ...needsOfEntitlements('customer-one'),
    }));

  it('of the operator, who has no company, is no distributor’s', () =>
    expect(needsOfAssignLicenses(aCommand('o', {}, { companyId: null }))).toMatchObject({
      companies: ['customer-one'],
      assortments: [],
    }));

  it('of an answer is what belongs to its assignment', () =>
    expect(needsOfAssignment({ assignmentId: 'operation-1', customerId: 'customer-one' })).toEqual({
      clients: ['customer-one'],
      assignments: ['operation-1'],
      services: [{ ofCustomer: 'customer-one' }],
      contracts: [{ ofAssignment: 'operation-1' }],
      renewalLooks: [{ ofAssignment: 'operation-1' }],
      ...needsOfEntitlements('customer-one'),
    }));
});
