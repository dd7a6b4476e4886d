import type { Probe } from './probe.js';
import { cleanProbes } from './probes-clean.js';
import { codeProbes } from './probes-code.js';
import { folderProbes } from './probes-folders.js';
import { projectProbes } from './probes-projects.js';
import { wordProbes } from './probes-words.js';

/** Every planted violation, and the clean counterparts that must pass. */
export const probes: readonly Probe[] = [
  ...projectProbes,
  ...folderProbes,
  ...wordProbes,
  ...codeProbes,
  ...cleanProbes,
];
