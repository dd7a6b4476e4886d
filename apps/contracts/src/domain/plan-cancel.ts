import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import { type Contract, isLive } from './contract.js';
import { contractIsOver } from './contracts.rejections.js';
import { whyRequired } from './modules/why-required.js';
import { type Plan, planOf } from './plan.js';
import { contractLeaves, planParts } from './recovery/leaving.js';
import type { Situation } from './situation.js';

/** Why a contract is over that its partner cancelled (CT-9). */
const reason = { code: 'cancelled', rule: 'CT-9', detail: 'cancelled by its partner' } as const;

/**
 * Ends a contract now (CT-9): its present licences by the recovery policy, a future period in full; its modules fall when it
 * is the last of its product. What is cancelled already is answered as it is.
 */
export function planCancel(situation: Situation): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  if (contract.state === 'cancelled') return ok(planOf(situation, { resourceId: contract.id })); // CT-9
  if (!isLive(contract)) return err(contractIsOver(contract, 'CT-9'));
  const required = whyRequired(situation, contract);
  if (required) return err(required);
  const change = contractLeaves(situation, contract, {
    event: 'ContractCancelled',
    state: 'cancelled',
    reason,
  });
  return ok(planOf(situation, { resourceId: contract.id, ...planParts([change]) }));
}

/** The contract that the command names. @throws Error when the command names none: a bug */
export function namedOf({ named }: Situation): Contract {
  if (!named) throw new Error('the command names no contract');
  return named;
}
