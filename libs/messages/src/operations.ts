import { z } from 'zod';
import { id, refusal, slug, version } from './common.js';
import { defineMessage } from './define.js';

/** The read models of the gateway that an outcome may need. */
export const readModels = [
  'companies',
  'families',
  'products',
  'modules',
  'assortments',
  'prices',
  'pools',
  'contracts',
  'points-accounts',
  'points-quotes',
  'points-exchanges',
] as const;

/** Open: later releases may name further read models. */
const readModel = z.union([z.enum(readModels), slug]);

const schema = z.object({
  operationId: id,
  outcome: z.enum(['succeeded', 'refused']),
  /** What the caller reads next; null when refused. */
  resource: z.object({ kind: readModel, id }).nullable(),
  refusal: refusal.nullable(),
  /** The versions that the gateway must have applied before it answers, so that a caller reads its own write. */
  requires: z.array(z.object({ kind: readModel, id, version })).max(250),
});

/** How a command of the gateway ended, by service. */
const completedBy = (service: string) =>
  defineMessage({
    type: `reservoir.${service}.operation-completed.v1`,
    topic: 'operations.v1',
    summary: `How a command to ${service} ended`,
    keyOf: (data) => data.operationId,
    schema,
  });

export const companiesOperationCompleted = completedBy('companies');
export const catalogOperationCompleted = completedBy('catalog');
export const contractsOperationCompleted = completedBy('contracts');
export const pointsOperationCompleted = completedBy('points-exchange');
export type OperationCompleted = z.output<typeof schema>;
