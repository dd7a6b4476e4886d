import { chosenModules, chosenProtectionModel, skuOf } from '@reservoir/catalog-rules';
import { type Refusal, type Result, dayOf, err, firstRefusal, idFor, ok } from '@reservoir/kernel';
import type { AssignLicenses } from './assign-licenses.js';
import { assignmentPolicies, licensingPolicies } from './assignment-policies.js';
import { type Assignment, type Step, deadlineOf, started } from './assignment.js';
import { type Client, claimed } from './client.js';
import { type Contract, newPeriod } from './contract.js';
import { refusalOf } from './contracts.rejections.js';
import type { Company, PriceList, Product } from './facts.js';
import type { Attempt } from './licensing-policies.js';
import { type Proposal, opensService } from './proposal.js';
import { type ServiceSettings, serviceIdOf } from './service.js';

/** An attempt that the licensing policies let pass: everybody is known. */
export interface AllowedAttempt extends Attempt {
  readonly customer: Company;
  readonly partner: Company;
  readonly product: Product;
}

/** What an assignment begins with: contracts drafted, family claimed, the first pool asked. */
export interface Draft {
  readonly client: Client;
  readonly contracts: readonly Contract[];
  readonly step: Step;
}

/** May this actor assign this product to this customer now at all? (CO-7, CO-9, CA-1, CT-19) */
export function allow(attempt: Attempt): Result<AllowedAttempt, Refusal> {
  const refusal = firstRefusal(licensingPolicies, attempt);
  if (refusal) return err(refusal);
  const { customer, partner, product } = attempt;
  if (!customer || !partner || !product) throw new Error('the licensing policies let an unknown party pass');
  return ok({ ...attempt, customer, partner, product });
}

/**
 * Drafts the contracts of an assignment and claims the family (CT-4, CT-5), on the UTC day of `now` (CT-19).
 * Refused with every violation of the configuration at once (CA-3).
 */
export function draft(
  attempt: AllowedAttempt,
  proposal: Proposal,
  priceList: PriceList | undefined,
): Result<Draft, Refusal> {
  const refusal = refusalOf(assignmentPolicies.flatMap((policy) => policy(proposal)));
  if (refusal) return err(refusal);
  const contracts = contractsOf(attempt, proposal, priceList?.version ?? null);
  const protectionModel = chosenProtectionModel(proposal) ?? null;
  const { operationId } = attempt.command;
  const client = claimed(
    attempt.client,
    {
      familyId: attempt.product.familyId,
      mode: attempt.command.request.mode,
      product: attempt.product.id,
      protectionModel,
      contracts: contracts.map(({ id, kind, periods: [{ sku, end }] }) => ({ id, kind, sku, end })),
    },
    { id: operationId, now: attempt.now },
  );
  const opens = opensService(proposal) ? settingsOf(attempt.command, protectionModel) : null;
  return ok({ client, contracts, step: started(assignmentOf(attempt, contracts, opens)) });
}

/** The product's contract, and one for each module: same quantity, dates and term (CT-13). */
function contractsOf(
  attempt: AllowedAttempt,
  proposal: Proposal,
  priceVersion: number | null,
): readonly Contract[] {
  const { product } = attempt;
  const protectionModel = chosenProtectionModel(proposal) ?? null;
  const sku = skuOf(product.id, protectionModel);
  return [
    contractOf(attempt, 'product', sku, { catalogVersion: product.version, priceVersion }),
    ...chosenModules(proposal).map((module) =>
      contractOf(attempt, 'module', module.id, { catalogVersion: module.version, priceVersion }),
    ),
  ];
}

function contractOf(
  { command: { request, operationId }, customer, partner, product, now }: AllowedAttempt,
  kind: Contract['kind'],
  sku: string,
  versions: { readonly catalogVersion: number; readonly priceVersion: number | null },
): Contract {
  const { term, quantity, mode } = request;
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
    periods: [newPeriod({ sku, term, quantity }, dayOf(now), versions)],
    assignmentId: operationId,
    activatedAt: null,
    endedAt: null,
    reason: null,
  };
}

function assignmentOf(
  { command: { request, operationId }, customer, partner, product, now }: AllowedAttempt,
  contracts: readonly Contract[],
  opens: ServiceSettings | null,
): Assignment {
  const [productContract] = contracts;
  if (!productContract) throw new Error(`assignment ${operationId} has no contract`);
  const lines = contracts.map(({ id, periods: [{ sku }] }) => ({
    sku,
    contractId: id,
    reservationId: idFor('reservation', operationId, sku),
    state: 'waiting' as const,
    picks: [],
    poolVersion: null,
  }));
  return {
    id: operationId,
    version: 0,
    customerId: customer.id,
    partnerId: partner.id,
    familyId: product.familyId,
    mode: request.mode,
    product: product.id,
    productContractId: productContract.id,
    term: request.term,
    quantity: request.quantity,
    end: productContract.periods[0].end,
    opens,
    lines: lines.sort((a, b) => (a.sku < b.sku ? -1 : 1)),
    state: 'open',
    deadline: deadlineOf(now),
    endedAt: null,
  };
}

/** The choices of the first contract; the policies saw to it that they were made (EN-1). */
function settingsOf({ request }: AssignLicenses, protectionModel: string | null): ServiceSettings {
  const { managementModel, autoRenew } = request;
  if (managementModel === undefined || autoRenew === undefined)
    throw new Error('the policies let a missing choice pass');
  return { protectionModel, managementModel, autoRenew: { on: autoRenew.on, term: autoRenew.term ?? null } };
}
