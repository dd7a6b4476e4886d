import type { Instant } from '@reservoir/kernel';
import { planGroup } from '../domain/grouping/plan-group.js';
import { type ScheduleRequest, planSchedule, planUnschedule } from '../domain/schedule/plan-schedule.js';
import { type SeatsRequest, planSeats } from '../domain/seats/plan-seats.js';
import { planExtension } from '../domain/trials/plan-trial.js';
import { planUpgrade } from '../domain/upgrade/plan-upgrade.js';
import type { UpgradeRequest } from '../domain/upgrade/upgrade-policies.js';
import { changeFamily } from './change-family.js';
import type { ContractCommand } from './lifecycle.js';
import { needsOfFamily } from './needs.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** More or fewer licences of a contract (CT-10). */
export const changeSeats = (
  command: ContractCommand & { readonly seats: SeatsRequest },
  ports: Ports,
  now: Instant,
): Outcome => changeFamily(command, (situation) => planSeats(situation, command.seats), ports, now);

/** Makes one contract of several (CT-11). */
export const groupContracts = (
  command: ContractCommand & { readonly contractIds: readonly string[] },
  ports: Ports,
  now: Instant,
): Outcome => changeFamily(command, (situation) => planGroup(situation, command), ports, now);

/** Another product or protection model for a whole service (CT-12). */
export const upgradeService = (
  command: ContractCommand & { readonly upgrade: UpgradeRequest },
  ports: Ports,
  now: Instant,
): Outcome => {
  const request = { ...command.upgrade, cascade: command.cascade };
  return changeFamily(
    { ...command, targetProduct: request.product },
    (situation) => planUpgrade(situation, request),
    ports,
    now,
  );
};

/** For `upgradeService`: the family, and the product that it is to have. */
export const needsOfUpgrade = (
  command: Omit<ContractCommand, 'operationId'> & { readonly upgrade: Pick<UpgradeRequest, 'product'> },
): ReturnType<typeof needsOfFamily> => {
  const needs = needsOfFamily(command);
  const { product } = command.upgrade;
  return {
    ...needs,
    products: [...(needs.products ?? []), product],
    modules: [...(needs.modules ?? []), { ids: [], product }],
  };
};

/** Lets a trial run longer, once (CT-14). */
export const extendTrial = (command: ContractCommand, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, planExtension, ports, now);

/** Schedules a change of a contract for the end of its present period (CT-16). */
export const scheduleChange = (
  command: ContractCommand & { readonly schedule: ScheduleRequest },
  ports: Ports,
  now: Instant,
): Outcome => {
  const { schedule } = command;
  const target = schedule.change === 'product' ? schedule : undefined;
  const asked = { ...command, targetProduct: target?.product, cascade: target?.cascade };
  return changeFamily(asked, (situation) => planSchedule(situation, schedule), ports, now);
};

/** For `scheduleChange`: the family, and the product that it is to have. */
export const needsOfSchedule = ({
  schedule,
  ...command
}: Omit<ContractCommand, 'operationId'> & { readonly schedule: ScheduleRequest }): ReturnType<
  typeof needsOfFamily
> =>
  schedule.change === 'product' ? needsOfUpgrade({ ...command, upgrade: schedule }) : needsOfFamily(command);

/** Deletes what is scheduled for a contract (CT-16). */
export const unscheduleChange = (command: ContractCommand, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, planUnschedule, ports, now);
