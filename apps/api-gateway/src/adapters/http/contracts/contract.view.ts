import {
  contractStates,
  day,
  id,
  period,
  quantity,
  refusal,
  sku,
  slug,
  term,
  time,
} from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import type { WholeContract } from '../../mongo/queries/contract.queries.js';

/** What a contract says of its current period. */
const current = {
  sku,
  term,
  quantity,
  start: day,
  end: day.describe('The first day that is no longer included (CT-2)'),
};

/** A module that was assigned together with its product. */
const moduleOfContract = z.object({ id, state: z.enum(contractStates), ...current });

/** A number of licences of one duration of one product or module, assigned to one client. */
export const contractView = z
  .object({
    id,
    serviceId: id,
    customerId: id,
    partnerId: id,
    kind: z.enum(['product', 'module']),
    mode: z.enum(['commercial', 'trial']),
    state: z.enum(contractStates),
    product: slug,
    protectionModel: slug.nullable(),
    ...current,
    managementModel: z
      .enum(['client', 'delegated'])
      .nullable()
      .describe('Of the service; null while the service was never opened'),
    autoRenew: z
      .object({ on: z.boolean(), term: term.nullable() })
      .nullable()
      .describe('Of the service; null while the service was never opened'),
    modules: z.array(moduleOfContract),
    activatedAt: time.nullable(),
    endedAt: time.nullable(),
    reason: refusal.omit({ errors: true }).nullable().describe('Why it ended before its time'),
    /** Not for customers: the lots that it draws from, and the versions that it was made under. */
    periods: z.array(period).optional().describe('With lots and versions; for partners and above only'),
    distributorId: id.optional().describe('Whose licences it uses; for partners and above only'),
    version: z.int(),
  })
  .meta({ id: 'Contract' });
export type ContractView = z.input<typeof contractView>;

/**
 * A contract as the API shows it.
 * @param forCustomer leaves out what is between partner and distributor
 */
export function viewOfContract(
  { contract, modules, service }: WholeContract,
  forCustomer: boolean,
): ContractView {
  const { id, serviceId, customerId, partnerId, kind, mode, state, product, version } = contract;
  const { activatedAt, endedAt, reason, distributorId, periods } = contract;
  return {
    ...{ id, serviceId, customerId, partnerId, kind, mode, state, product },
    protectionModel: service?.protectionModel ?? protectionModelOf(contract),
    ...currentOf(contract),
    managementModel: service?.managementModel ?? null,
    autoRenew: service?.autoRenew ?? null,
    modules: modules.map((one) => ({ id: one.id, state: one.state, ...currentOf(one) })),
    ...{ activatedAt, endedAt, reason, version },
    ...(forCustomer ? {} : { distributorId, periods }),
  };
}

/** Part of a product's SKU; a module's has none. */
const protectionModelOf = (contract: ReadModels['contracts']): string | null =>
  currentOf(contract).sku.split(':')[1] ?? null;

function currentOf({ periods: [first] }: ReadModels['contracts']) {
  if (!first) throw new Error('a contract has a period');
  const { sku, term, quantity, start, end } = first;
  return { sku, term, quantity, start, end };
}
