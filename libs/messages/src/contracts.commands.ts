import { z } from 'zod';
import { actor, companyId, day, id, quantity, refusal, slug, term, time, version } from './common.js';
import { alignEnd } from './contracts.family-commands.js';
import { defineMessage } from './define.js';
import { grantedPicks, holder, poolKey } from './license-pool.js';

/** What a partner app asks for with `POST /v1/contracts` (interfaces.md). Nothing is defaulted (CA-3). */
export const assignmentRequest = z.object({
  customerId: companyId,
  product: slug,
  /** Null for a product without protection models (CA-2); left out is refused with the choices (CA-3). */
  protectionModel: slug.nullable().optional(),
  addOns: z.array(slug).max(50).optional(),
  managedServices: z.array(slug).max(50).optional(),
  mode: z.enum(['commercial']),
  term,
  quantity,
  /** The first day, today or later; today when left out. */
  start: day.optional(),
  /** Where the first period ends, if not with its term (CT-15). */
  alignEnd: alignEnd.optional(),
  managementModel: z.enum(['client', 'delegated']).optional(),
  autoRenew: z.object({ on: z.boolean(), term: term.optional() }).optional(),
});

/** Assign licences to a customer (CT-4). */
export const assignLicenses = defineMessage({
  type: 'reservoir.contracts.assign-licenses.v1',
  topic: 'contracts.commands.v1',
  summary: 'Assign licences of the partner’s pools to a customer',
  keyOf: (data) => data.request.customerId,
  schema: z.object({ request: assignmentRequest, actor }),
});

/** By the scheduler: an assignment got no answer in time (CT-4). */
export const timeOutAssignment = defineMessage({
  type: 'reservoir.contracts.time-out-assignment.v1',
  topic: 'contracts.commands.v1',
  summary: 'An assignment is past its deadline',
  keyOf: (data) => data.customerId,
  schema: z.object({ assignmentId: id, customerId: companyId, deadline: time }),
});

const base = z.object({
  pool: poolKey,
  holder,
  /** The pool's version after the command; null when there is no such pool. */
  poolVersion: version.nullable(),
});

const answer = <Schema extends z.ZodType<z.output<typeof base>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.license-pool.${name}.v1`,
    topic: 'contracts.commands.v1',
    summary,
    keyOf: (data) => data.holder.customerId,
    schema,
  });

export const licensesDrawn = answer(
  'draw-accepted',
  'Answer to draw-licenses: assigned',
  base.extend({ picks: grantedPicks }),
);
export const drawRefused = answer(
  'draw-refused',
  'Answer to draw-licenses: refused',
  base.extend({ refusal }),
);
export const reservationAccepted = answer(
  'reservation-accepted',
  'Answer to reserve-licenses: held',
  base.extend({
    reservationId: id,
    picks: grantedPicks,
    deadline: time,
  }),
);
export const reservationRefused = answer(
  'reservation-refused',
  'Answer to reserve-licenses: refused',
  base.extend({
    reservationId: id,
    refusal,
  }),
);
export const reservationCommitted = answer(
  'reservation-committed',
  'Answer to commit-reservation: assigned',
  base.extend({
    reservationId: id,
    picks: grantedPicks,
  }),
);
export const commitRefused = answer(
  'commit-refused',
  'Answer to commit-reservation: refused',
  base.extend({
    reservationId: id,
    refusal,
  }),
);

export type AssignmentRequest = z.output<typeof assignmentRequest>;
/** The SKU of a product with its protection model, or of a product or module alone. */
export const skuOf = (product: string, protectionModel: string | null | undefined): string =>
  protectionModel ? `${product}:${protectionModel}` : product;
