import { type Violation, violation } from '@reservoir/catalog-rules';
import { type AssignmentPolicy, opensService } from './proposal.js';

/** CA-3: the settings of a new service are not defaulted either (EN-1). */
export const everySettingIsChosen: AssignmentPolicy = (proposal) => {
  const { request, product } = proposal;
  if (!opensService(proposal)) return [];
  const missing = (choice: string, choices: readonly unknown[]): Violation =>
    violation('missing-choice', 'CA-3', `${choice} is not chosen`, { choice, choices });
  return [
    ...(request.managementModel === undefined ? [missing('managementModel', product.managementModels)] : []),
    ...(request.autoRenew === undefined ? [missing('autoRenew', [{ on: true }, { on: false }])] : []),
  ];
};
