import type { Violation } from '@reservoir/catalog-rules';
import { instant, utcDay } from '@reservoir/kernel';
import type { AssignmentRequest } from '../domain/assign-licenses.js';
import type { FamilyClaim } from '../domain/client.js';
import { type AssignmentPolicy, type Proposal, proposed } from '../domain/proposal.js';
import type { Service } from '../domain/service.js';
import { aRequest, anAssortment, endpointSecurity, theModules } from './contracts.fixtures.js';

/** A proposal that nothing is wrong with: the first contract of Endpoint Security à la carte. */
export const aProposal = (
  changes: Partial<Proposal> = {},
  request: Partial<AssignmentRequest> = {},
): Proposal =>
  proposed({
    request: aRequest(request),
    product: endpointSecurity,
    modules: theModules,
    assortment: anAssortment,
    claim: undefined,
    service: undefined,
    now: instant('2026-11-21T12:00:00Z'),
    ...changes,
  });

/** A claim of Endpoint Security à la carte with these SKUs live. */
export const aClaim = (changes: Partial<FamilyClaim> = {}, modules: readonly string[] = []): FamilyClaim => ({
  familyId: 'endpoint',
  mode: 'commercial',
  product: 'endpoint-security',
  protectionModel: 'a-la-carte',
  contracts: ['endpoint-security:a-la-carte', ...modules].map((sku, index) => ({
    id: `contract-${index}`,
    kind: index === 0 ? 'product' : 'module',
    sku,
    end: utcDay('2027-11-21'),
  })),
  ...changes,
});

/** The service of that claim. */
export const aService = (changes: Partial<Service> = {}): Service => ({
  id: 'customer-one:endpoint-security',
  version: 1,
  customerId: 'customer-one',
  product: 'endpoint-security',
  protectionModel: 'a-la-carte',
  managementModel: 'delegated',
  autoRenew: { on: true, term: null },
  suspension: null,
  ...changes,
});

/** A further contract of a service that is open. */
export const aFurtherContract = (
  request: Partial<AssignmentRequest> = {},
  modules: readonly string[] = [],
): Proposal =>
  aProposal(
    { claim: aClaim({}, modules), service: aService() },
    { managementModel: undefined, autoRenew: undefined, ...request },
  );

/** What a policy finds, by code and what it is about. */
export const found = (policy: AssignmentPolicy, proposal: Proposal): readonly Partial<Violation>[] =>
  policy(proposal).map(({ code, rule, extra }) => ({ code, rule, extra }));
