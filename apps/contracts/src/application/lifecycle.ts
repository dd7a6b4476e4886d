import type { Instant } from '@reservoir/kernel';
import { planCancel } from '../domain/plan-cancel.js';
import { planResumption, planSuspension } from '../domain/plan-suspension.js';
import { type RenewalRequest, planRenewal } from '../domain/renewal/plan-renewal.js';
import { type FamilyCommand, changeFamily } from './change-family.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** A command that names a contract. */
export type ContractCommand = FamilyCommand & { readonly contractId: string };

/** Ends a contract now, with recovery (CT-9). */
export const cancelContract = (command: ContractCommand, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, planCancel, ports, now);

/** Renews the service of a contract (CT-6). */
export const renewContract = (
  command: ContractCommand & { readonly renewal: RenewalRequest },
  ports: Ports,
  now: Instant,
): Outcome => changeFamily(command, (situation) => planRenewal(situation, command.renewal), ports, now);

/** Suspends the service of a contract (CT-13). */
export const suspendService = (command: ContractCommand, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, planSuspension, ports, now);

/** Lifts the suspension: the only command on a suspended service (CT-13). */
export const resumeService = (command: ContractCommand, ports: Ports, now: Instant): Outcome =>
  changeFamily(command, planResumption, ports, now, { whileSuspended: true });
