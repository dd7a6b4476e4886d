import { z } from 'zod';
import { id, refusal, slug, version } from './common.js';
import { type MessageDefinition, defineMessage } from './define.js';

/** The read models of the gateway that an outcome may need. */
export const readModels = [
  'companies',
  'transfer-requests',
  'users',
  'api-keys',
  'families',
  'products',
  'modules',
  'assortments',
  'prices',
  'catalog-drafts',
  'catalog-versions',
  'pools',
  'contracts',
  'points-accounts',
  'points-quotes',
  'points-exchanges',
  'sandbox-clock',
] as const;

/** Open: later releases may name further read models. */
const readModel = z.union([z.enum(readModels), slug]);

/** What fits into a preview; the rest is counted. */
export const previewLimits = { events: 100, chars: 32_000 } as const;

/** What a command would have published (CT-18): events, and commands to other services; in their order. */
export const preview = z.object({
  events: z
    .array(z.object({ type: z.string().max(128), data: z.record(z.string(), z.unknown()) }))
    .max(previewLimits.events),
  /** How many more there are, beyond what fits; 0 when this is all. */
  omitted: z.int().min(0),
});

const schema = z.object({
  operationId: id,
  outcome: z.enum(['succeeded', 'refused']),
  /** What the caller reads next; null when refused. */
  resource: z.object({ kind: readModel, id }).nullable(),
  refusal: refusal.nullable(),
  /** The versions that the gateway must have applied before it answers, so that a caller reads its own write. */
  requires: z.array(z.object({ kind: readModel, id, version })).max(250),
  /** Only of a command that was asked as a preview and would succeed: nothing was changed. */
  preview: preview.optional(),
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
export const licensePoolOperationCompleted = completedBy('license-pool');
export const pointsOperationCompleted = completedBy('points-exchange');
export type OperationCompleted = z.output<typeof schema>;

const byService: ReadonlyMap<string, MessageDefinition<typeof schema>> = new Map([
  ['companies', companiesOperationCompleted],
  ['catalog', catalogOperationCompleted],
  ['contracts', contractsOperationCompleted],
  ['license-pool', licensePoolOperationCompleted],
  ['points-exchange', pointsOperationCompleted],
]);

/** The record by which a service answers operations; undefined for a service that answers none. */
export const operationCompletedBy = (service: string): MessageDefinition<typeof schema> | undefined =>
  byService.get(service);
