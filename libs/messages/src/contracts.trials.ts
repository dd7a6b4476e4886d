import { z } from 'zod';
import { actor, refusal } from './common.js';
import { assignmentRequest } from './contracts.commands.js';
import { defineMessage } from './define.js';

/** What `POST /v1/contracts` takes with mode `trial`: it runs for days of its own, and takes nothing from a pool (CT-14). */
export const trialRequest = assignmentRequest.omit({ mode: true, term: true, alignEnd: true });

export const startTrial = defineMessage({
  type: 'reservoir.contracts.start-trial.v1',
  topic: 'contracts.commands.v1',
  summary: 'Let a customer try a product with its modules (CT-14)',
  keyOf: (data) => data.request.customerId,
  schema: z.object({ request: trialRequest, actor }),
});

export const trialRejected = defineMessage({
  type: 'reservoir.contracts.trial-rejected.v1',
  topic: 'contracts.events.v1',
  summary: 'A trial was refused before anything was drafted',
  keyOf: (data) => data.request.customerId,
  schema: z.object({ request: trialRequest, actor, refusal }),
});
