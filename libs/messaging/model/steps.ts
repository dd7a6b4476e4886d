import { claimSteps } from './claim.js';
import { commitSteps } from './commit.js';
import { growthSteps, killSteps } from './misfortunes.js';
import type { Scenario } from './scenario.js';
import { networkSteps, sendSteps } from './send.js';
import type { State, Step } from './state.js';

/** Everything that may happen next, in any state: whoever can move may be the one that does. */
export const steps = (state: State, scenario: Scenario): readonly Step[] => [
  ...state.processes.flatMap((process) => [
    ...claimSteps(state, process, scenario),
    ...sendSteps(state, process, scenario),
    ...commitSteps(state, process, scenario),
    ...killSteps(state, process),
  ]),
  ...networkSteps(state, scenario),
  ...growthSteps(state),
];
