import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import { isLive } from './contract.js';
import { contractIsOver } from './contracts.rejections.js';
import { namedOf } from './plan-cancel.js';
import { type Plan, planOf } from './plan.js';
import { isSuspended } from './service.js';
import type { Situation } from './situation.js';

/** Suspends the service of a contract with its modules: it entitles to nothing meanwhile, and its clock runs (CT-13). */
export const planSuspension = (situation: Situation): Result<Plan, Refusal> =>
  marked(situation, 'ContractSuspended', { from: situation.now, to: null });

/** Lifts the suspension of a service (CT-13). */
export function planResumption(situation: Situation): Result<Plan, Refusal> {
  const { serviceId, product } = namedOf(situation);
  const service = situation.services.find(({ id }) => id === serviceId);
  if (!service?.suspension || !isSuspended(service))
    return err({
      code: 'service-not-suspended',
      rule: 'CT-13',
      detail: `the service of ${product} is not suspended`,
    });
  return marked(situation, 'ContractResumed', { from: service.suspension.from, to: situation.now });
}

function marked(
  situation: Situation,
  event: 'ContractSuspended' | 'ContractResumed',
  suspension: NonNullable<Situation['services'][number]['suspension']>,
): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  if (!isLive(contract)) return err(contractIsOver(contract, 'CT-13'));
  const own = situation.contracts.filter(({ serviceId }) => serviceId === contract.serviceId);
  return ok(
    planOf(situation, {
      resourceId: contract.id,
      patches: own.map(({ id }) => ({ contractId: id, event })),
      services: [{ product: contract.product, suspension }],
    }),
  );
}
