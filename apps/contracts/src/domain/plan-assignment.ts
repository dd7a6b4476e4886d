import { chosenModules, chosenProtectionModel, skuOf } from '@reservoir/catalog-rules';
import { type Refusal, type Result, err, idFor, ok, termDays } from '@reservoir/kernel';
import type { AssignmentRequest } from './assign-licenses.js';
import { assignmentPolicies } from './assignment-policies.js';
import { type Contract, type Mode, newPeriod, unblemished } from './contract.js';
import { refusalOf } from './contracts.rejections.js';
import type { Patch } from './patch.js';
import { type Draw, type Plan, planOf } from './plan.js';
import { type Proposal, opensService } from './proposal.js';
import { type ServiceSettings, serviceIdOf } from './service.js';
import { type Situation, frozenBy } from './situation.js';

/**
 * Drafts the contracts of an assignment (CT-4, CT-5), on the operation's UTC day (CT-19).
 * Refused with every violation of the configuration at once (CA-3).
 */
export function planAssignment(situation: Situation, proposal: Proposal): Result<Plan, Refusal> {
  const refusal = refusalOf(assignmentPolicies.flatMap((policy) => policy(proposal)));
  if (refusal) return err(refusal);
  const contracts = newContractsOf(situation, proposal);
  const [productContract] = contracts;
  if (!productContract) throw new Error(`assignment ${situation.operationId} has no contract`);
  const opens = opensService(proposal) ? [openingOf(proposal)] : [];
  return ok(
    planOf(situation, {
      resourceId: productContract.id,
      drafts: contracts,
      draws: contracts.map(drawOf),
      patches: contracts.map(activation),
      services: opens,
    }),
  );
}

/** The draw for the present period of a new contract; wherever its end is put, its term is the natural one (PO-6). */
export function drawOf({ id, periods: [period] }: Contract): Draw {
  const { sku, term, quantity, start, end } = period;
  return { contractId: id, period: 'present', sku, term, quantity, termDays: termDays(start, term), end };
}

/** A new contract becomes active, or scheduled, with what was drawn for it. */
export const activation = ({ id }: Contract): Patch => ({
  contractId: id,
  event: 'ContractActivated',
  state: 'active',
});

/** The product's contract, and one for each module: same quantity, dates and term (CT-13). */
export function newContractsOf(situation: Situation, proposal: Proposal): readonly Contract[] {
  const { product, request } = proposal;
  const sku = skuOf(product.id, chosenProtectionModel(proposal) ?? null);
  return [
    newContract(situation, product, 'product', { ...request, sku, catalogVersion: product.version }),
    ...chosenModules(proposal).map((module) =>
      newContract(situation, product, 'module', {
        ...request,
        sku: module.id,
        catalogVersion: module.version,
      }),
    ),
  ];
}

/** What a new contract is of. */
export interface NewContract extends Pick<AssignmentRequest, 'term' | 'quantity' | 'start'> {
  readonly sku: string;
  readonly mode: Mode;
  readonly catalogVersion: number;
}

/** A contract in draft; its first period starts today, or on the day that is asked for (CT-8). */
export function newContract(
  situation: Situation,
  product: { readonly id: string; readonly familyId: string },
  kind: Contract['kind'],
  { sku, term, quantity, start, mode, catalogVersion }: NewContract,
): Contract {
  const { operationId, customer, partner, today } = situation;
  const versions = frozenBy(situation, catalogVersion);
  return {
    id: idFor('contract', operationId, sku),
    version: 1,
    customerId: customer.id,
    partnerId: partner.id,
    distributorId: partner.distributorId,
    serviceId: serviceIdOf(customer.id, product.id),
    familyId: product.familyId,
    product: product.id,
    kind,
    mode,
    state: 'draft',
    periods: [newPeriod({ sku, term, quantity }, start ?? today, versions)],
    assignmentId: operationId,
    ...unblemished,
  };
}

/** The choices of the first contract; the policies saw to it that they were made (EN-1). */
export function openingOf(proposal: Proposal): {
  readonly product: string;
  readonly settings: ServiceSettings;
} {
  const { request, product } = proposal;
  const { managementModel, autoRenew } = request;
  if (managementModel === undefined || autoRenew === undefined)
    throw new Error('the policies let a missing choice pass');
  const protectionModel = chosenProtectionModel(proposal) ?? null;
  const renewal = { on: autoRenew.on, term: autoRenew.term ?? null };
  return { product: product.id, settings: { protectionModel, managementModel, autoRenew: renewal } };
}
