import { z } from 'zod';
import { actor, quantity } from './common.js';
import { defineMessage } from './define.js';
import { lotState, lowMark, poolIdOf, poolKey, poolState } from './license-pool.js';

/** PO-11: in place of those that were set; none takes them away. Answered with an outcome. */
export const setThresholds = defineMessage({
  type: 'reservoir.license-pool.set-thresholds.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Set when a partner wants to know that its stock is low (PO-11)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolKey, thresholds: z.array(lowMark).max(10), actor }),
});

export const thresholdsChanged = defineMessage({
  type: 'reservoir.license-pool.thresholds-changed.v1',
  topic: 'license-pool.events.v1',
  summary: 'A partner wants to know at other levels that its stock is low (PO-11)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolState, lots: z.array(lotState).max(1000) }),
});

/** One per downward crossing; told beside the change that made it so, and the pool stays as that left it. */
export const poolRanLow = defineMessage({
  type: 'reservoir.license-pool.pool-ran-low.v1',
  topic: 'license-pool.events.v1',
  summary: 'Fewer licences are available than a threshold says (PO-11)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolState, threshold: z.object({ ...lowMark.shape, licences: quantity }) }),
});
