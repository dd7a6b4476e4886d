import type { FeatureSwitches } from './feature-switches.js';
import type { MarkChange } from './over-allocation.js';
import type { Usage } from './usage.js';

/** What happened to the use of services, each with the whole state after it (EN-4, EN-6). */
export type UseEvent =
  | { readonly type: 'UsageMeasured'; readonly usage: Usage }
  | MarkChange
  | {
      readonly type: 'FeaturesSwitched';
      readonly switches: FeatureSwitches;
      readonly feature: string;
      readonly on: boolean;
    };
