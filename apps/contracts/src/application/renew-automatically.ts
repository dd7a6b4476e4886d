import { type Instant, idFor } from '@reservoir/kernel';
import { withinBatchLimits } from '../domain/batch-limits.js';
import type { Contract } from '../domain/contract.js';
import { modulesFit } from '../domain/modules/fit-modules.js';
import { type AutoRenewal, noticeOf, planAutoRenewal } from '../domain/renewal/plan-auto-renewal.js';
import { begin } from './carry-out.js';
import { catchUpFamily } from './catch-up-family.js';
import { waitsItsTurn } from './do-what-is-due.js';
import type { FamilyKey } from './family.js';
import { looksAgain, rests } from './looks-again.js';
import { type Outcome, both, nothing } from './outcome.js';
import type { Ports } from './ports.js';
import { situationOf } from './situation-of.js';

/** A look of auto-renewal at a contract. */
export interface RenewAutomatically extends FamilyKey {
  readonly partnerId: string;
  readonly contractId: string;
}

/**
 * Looks at a contract near its end and renews its service, if that is so set (CT-7); in vain, it looks again in an hour.
 * Undefined while an operation is under way (CT-19).
 */
export function renewAutomatically(
  command: RenewAutomatically,
  ports: Ports,
  now: Instant,
): Outcome | undefined {
  if (waitsItsTurn(command, ports)) return undefined;
  const due = catchUpFamily(command, ports, now);
  const look = ports.renewalLooks.find(command.contractId);
  if (!look?.dueAt || look.dueAt > now) return due;
  if (look.partnerId !== command.partnerId) return due; // CO-5: sent before its customer moved
  const contract = ports.contracts.find(command.contractId);
  if (!contract) throw new Error(`there is no contract ${command.contractId}`);
  const operationId = idFor('auto-renewal', contract.id, look.end, look.dueAt);
  const { customerId, partnerId, familyId } = command;
  const asking = { operationId, customerId, partnerId, actor: null };
  const situation = situationOf(asking, { familyId, contractId: contract.id }, ports, now);
  const renewal = fitting(planAutoRenewal(situation, contract), contract, situation);
  return both(due, done(renewal, contract, ports, now));
}

/** CT-13, CT-1: a plan that a module would not fit, or that would outgrow its records, is not carried out; it is said why. */
function fitting(
  renewal: AutoRenewal,
  contract: Contract,
  situation: Parameters<typeof modulesFit>[0],
): AutoRenewal {
  if (renewal.kind !== 'renews') return renewal;
  const fits = modulesFit(situation, renewal.plan, false);
  const fit = fits.ok ? withinBatchLimits(fits.value, situation.contracts) : fits;
  return fit.ok
    ? { ...renewal, plan: fit.value }
    : { kind: 'told', notice: noticeOf(contract, fit.error), plan: null };
}

function done(renewal: AutoRenewal, contract: Contract, ports: Ports, now: Instant): Outcome {
  switch (renewal.kind) {
    case 'waits':
      looksAgain([contract], null, ports, now);
      return nothing;
    case 'rests':
      return { ...nothing, events: rests(contract, renewal.notice, ports) };
    case 'told': {
      const notices = looksAgain([contract], renewal.notice, ports, now);
      return renewal.plan ? begin(renewal.plan, ports, now) : { ...nothing, events: notices };
    }
    case 'renews':
      looksAgain(renewal.sources, null, ports, now);
      return begin(renewal.plan, ports, now);
  }
}
