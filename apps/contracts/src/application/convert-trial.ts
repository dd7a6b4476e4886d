import { type Instant, type Refusal, type Result, type Term, err } from '@reservoir/kernel';
import { namedOf } from '../domain/plan-cancel.js';
import type { Plan } from '../domain/plan.js';
import { serviceIdOf } from '../domain/service.js';
import type { Situation } from '../domain/situation.js';
import { planConversion, whyNoTrial } from '../domain/trials/plan-trial.js';
import { proposalOf } from './assign-licenses.js';
import { changeFamily } from './change-family.js';
import type { ContractCommand } from './lifecycle.js';
import { type ContractsNeeds, needsOfFamily } from './needs.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** What a trial is converted to; the product, and the settings of the service, stay (CT-14). */
export interface Conversion {
  readonly term: Term;
  readonly quantity: number;
  /** The trial's own when left out. */
  readonly protectionModel?: string | null | undefined;
  readonly addOns?: readonly string[] | undefined;
  readonly managedServices?: readonly string[] | undefined;
}

type ConvertTrial = ContractCommand & { readonly conversion: Conversion };

/** Makes a commercial contract of a trial (CT-14). */
export const convertTrial = (command: ConvertTrial, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, (situation) => converted(command, situation, ports), ports, now);

function converted({ conversion }: ConvertTrial, situation: Situation, ports: Ports): Result<Plan, Refusal> {
  const trial = namedOf(situation);
  const refusal = whyNoTrial(trial);
  if (refusal) return err(refusal);
  const { customerId, product } = trial;
  const service = situation.services.find(({ id }) => id === serviceIdOf(customerId, product));
  const request = {
    ...{ customerId, product, mode: 'commercial' as const, ...conversion },
    protectionModel:
      conversion.protectionModel === undefined ? service?.protectionModel : conversion.protectionModel,
  };
  return planConversion(situation, trial, proposalOf(request, situation, ports));
}

/** For `convertTrial`: the family, and the modules that are asked for. */
export const needsOfConversion = (
  command: Omit<ConvertTrial, 'operationId'>,
): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> => {
  const { addOns = [], managedServices = [] } = command.conversion;
  return {
    ...needsOfFamily(command),
    modules: [{ ids: [...addOns, ...managedServices], product: null }],
  };
};
