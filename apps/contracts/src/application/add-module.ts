import type { Instant } from '@reservoir/kernel';
import { type Addition, planModule } from '../domain/modules/plan-module.js';
import { type FamilyCommand, changeFamily } from './change-family.js';
import { type ContractsNeeds, needsOfFamily } from './needs.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** The command: add a module alone to a product that the customer has. */
export type AddModule = FamilyCommand & {
  readonly product: string;
  readonly addition: Omit<Addition, 'product' | 'cascade'>;
};

/** Adds an add-on or a managed service alone to a service (EN-6, CT-13). */
export const addModule = (command: AddModule, ports: Ports, now: Instant): Outcome => {
  const { product, cascade, addition } = command;
  const asked = { ...addition, product, cascade };
  const module = ports.modules.find(addition.module);
  return changeFamily(command, (situation) => planModule(situation, asked, module), ports, now);
};

/** For `addModule`: the family, and the module that is asked for. */
export function needsOfAddModule(
  command: Omit<AddModule, 'operationId'>,
): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> {
  const { product, addition } = command;
  return { ...needsOfFamily(command), modules: [{ ids: [addition.module], product }] };
}
