import { plusDays } from '@reservoir/kernel';
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

/** The period that comes next; a scheduled cancel has no licences. */
const futureOfContract = z.object({
  kind: z.enum(['renewal', 'quantity', 'product', 'cancel']),
  period: z.object(current).nullable(),
});

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
    future: futureOfContract.nullable().describe('The period that comes next, if any (CT-6, CT-16)'),
    graceUntil: day
      .nullable()
      .describe(
        'Seven days after its last end: until then settings can be recovered; null for what did not end so (CT-8)',
      ),
    isSuspended: z.boolean().describe('Its service is suspended with its modules (CT-13)'),
    supersededBy: id.nullable().describe('The contract that took its licences over'),
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
    future: futureOf(contract),
    graceUntil: graceOf(contract),
    isSuspended: service?.suspension?.to === null,
    supersededBy: contract.supersededBy ?? null,
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

function futureOf({ next = null, periods: [, second] }: ReadModels['contracts']): ContractView['future'] {
  return next === null ? null : { kind: next, period: second ? periodOf(second) : null };
}

/** CT-8: derived of the last end. */
function graceOf({ state, periods }: ReadModels['contracts']): ContractView['graceUntil'] {
  const last = periods.at(-1);
  return last && ['scheduled', 'active', 'expired'].includes(state) ? plusDays(last.end, graceDays) : null;
}

const graceDays = 7;

function currentOf({ periods: [first] }: ReadModels['contracts']) {
  if (!first) throw new Error('a contract has a period');
  return periodOf(first);
}

const periodOf = ({ sku, term, quantity, start, end }: ReadModels['contracts']['periods'][number]) => ({
  ...{ sku, term, quantity },
  ...{ start, end },
});
