import { type Refusal, type Result, anchorOf, daysBetween, err, ok, plusDays } from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { contractIsOver, refusalOf } from '../contracts.rejections.js';
import { alignedPlan } from '../periods/aligned-contract.js';
import { newContractsOf, openingOf, planAssignment } from '../plan-assignment.js';
import { namedOf } from '../plan-cancel.js';
import { type Plan, planOf } from '../plan.js';
import { type Proposal, opensService } from '../proposal.js';
import { type Situation, contractsOfService } from '../situation.js';
import { violationsOfTrial } from './trial-policies.js';

/** By so many days a trial is extended, once; unextended it is never longer (CT-14). */
const extensionDays = 30;

/** Every way in which a product is assigned: bought, tried, or bought while it is on trial, which converts it (CT-14). */
export function planNewContracts(situation: Situation, proposal: Proposal): Result<Plan, Refusal> {
  if (proposal.request.mode === 'trial') return planTrial(situation, proposal);
  const trial = situation.contracts.find(
    ({ mode, kind, product }) => mode === 'trial' && kind === 'product' && product === proposal.product.id,
  );
  const plan = trial ? planConversion(situation, trial, proposal) : planAssignment(situation, proposal);
  const { alignEnd } = proposal.request;
  return plan.ok && alignEnd ? alignedPlan(situation, plan.value, alignEnd) : plan;
}

/** A trial begins at once: it takes nothing from a pool (CT-14). */
function planTrial(situation: Situation, proposal: Proposal): Result<Plan, Refusal> {
  const { contracts, client, familyId, today } = situation;
  const bought = contracts.find(({ mode, kind }) => mode === 'commercial' && kind === 'product');
  const lastTrial = client.lastTrials.find((one) => one.familyId === familyId)?.day;
  const refusal = refusalOf(
    violationsOfTrial({ ...proposal, commercial: bought?.product, lastTrial, today }),
  );
  if (refusal) return err(refusal);
  const { trialPolicy } = proposal.product;
  const drafts = newContractsOf(situation, proposal).map((draft) => running(draft, trialPolicy.days));
  const [first] = drafts;
  if (!first) throw new Error(`trial ${situation.operationId} has no contract`);
  return ok(
    planOf(situation, {
      resourceId: first.id,
      drafts,
      patches: drafts.map(({ id }) => ({ contractId: id, event: 'TrialStarted', state: 'active' })),
      services: opensService(proposal) ? [openingOf(proposal)] : [],
    }),
  );
}

/** A contract whose first period runs for days instead of a term. */
function running(draft: Contract, days: number): Contract {
  const [period] = draft.periods;
  const end = plusDays(period.start, days); // CT-14
  return { ...draft, periods: [{ ...period, end, anchorDay: anchorOf(end) }] };
}

/** A trial runs 30 days longer, with its modules; once (CT-14). */
export function planExtension(situation: Situation): Result<Plan, Refusal> {
  const trial = namedOf(situation);
  const [{ start, end }] = trial.periods;
  const refusal = whyNoTrial(trial);
  if (refusal) return err(refusal);
  if (daysBetween(start, end) > extensionDays)
    return err({
      code: 'extended-already',
      rule: 'CT-14',
      detail: `trial ${trial.id} has been extended: it ends on ${end}`,
    });
  const longer = plusDays(end, extensionDays); // CT-14
  const present = { end: longer, anchorDay: anchorOf(longer) };
  return ok(
    planOf(situation, {
      resourceId: trial.id,
      patches: contractsOfService(situation, trial).map(({ id }) => ({
        contractId: id,
        event: 'TrialExtended',
        present,
      })),
    }),
  );
}

/** Why a contract is no trial that can be extended or converted; undefined for one of a product that runs (CT-14). */
export function whyNoTrial(contract: Contract): Refusal | undefined {
  if (!isLive(contract)) return contractIsOver(contract, 'CT-14');
  return contract.mode === 'trial' && contract.kind === 'product'
    ? undefined
    : { code: 'not-a-trial', rule: 'CT-14', detail: `contract ${contract.id} is no trial of a product` };
}

/** An assignment that supersedes the trial when it becomes active, and keeps the settings of the service (CT-14). */
export function planConversion(
  situation: Situation,
  trial: Contract,
  proposal: Proposal,
): Result<Plan, Refusal> {
  const plan = planAssignment(situation, withSettings(proposal));
  if (!plan.ok) return plan;
  const { resourceId, patches } = plan.value;
  const superseded = contractsOfService(situation, trial).map(({ id }) => ({
    ...{ contractId: id, event: 'TrialConverted' as const },
    ...{ state: 'superseded' as const, supersededBy: resourceId },
  }));
  return ok({ ...plan.value, patches: [...patches, ...superseded] });
}

/** What is not chosen anew stays as it was on trial (CT-14). */
function withSettings(proposal: Proposal): Proposal {
  const { request, service } = proposal;
  if (!service) return proposal;
  const { on, term } = service.autoRenew;
  const kept = { on, ...(term === null ? {} : { term }) };
  return {
    ...proposal,
    request: {
      ...request,
      managementModel: request.managementModel ?? service.managementModel,
      autoRenew: request.autoRenew ?? kept,
    },
  };
}
