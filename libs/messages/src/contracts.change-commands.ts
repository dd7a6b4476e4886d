import { z } from 'zod';
import { id, quantity, slug, term } from './common.js';
import { alignEnd, cascade, onContract } from './contracts.family-commands.js';
import { defineMessage } from './define.js';

const command = <Schema extends z.ZodType<z.output<typeof onContract>>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.contracts.${name}.v1`,
    topic: 'contracts.commands.v1',
    summary,
    keyOf: (data) => data.customerId,
    schema,
  });

/** What `POST /v1/contracts/{id}/seats` takes: more seats, or fewer. */
export const seats = z.union([
  z.strictObject({
    add: quantity,
    /** Of the new licences. */
    term,
    /** Grouped with the contract, to end with it; else a further contract. */
    coTerm: z.boolean().optional(),
    alignEnd: alignEnd.optional(),
  }),
  z.strictObject({ remove: quantity }),
]);

export const changeSeats = command(
  'change-seats',
  'More or fewer licences of a contract (CT-10)',
  onContract.extend({ seats, cascade }),
);

/** The contracts that become one. */
export const contractIds = z.array(id).min(2).max(100);

export const groupContracts = command(
  'group-contracts',
  'Make one contract of several (CT-11)',
  /** The contract is one of those that are grouped. */
  onContract.extend({ contractIds, cascade }),
);

/** What `POST /v1/contracts/{id}/upgrade` takes. */
export const upgrade = z.object({
  product: slug,
  /** Null for a product without protection models (CA-2). */
  protectionModel: slug.nullable().optional(),
  /** Recover the old licences, or carry their time over to the new ones. */
  mode: z.enum(['recover', 'carry-time']),
  term,
  quantity,
  /** Where the new product does not allow the present one (EN-1). */
  managementModel: z.enum(['client', 'delegated']).optional(),
});

export const upgradeService = command(
  'upgrade-service',
  'Change the product or protection model of a whole service (CT-12)',
  onContract.extend({ upgrade, cascade }),
);

export const extendTrial = command(
  'extend-trial',
  'Let a trial run 30 days longer, once (CT-14)',
  onContract,
);

/** What `POST /v1/contracts/{id}/convert` takes. The product, and the settings of the service, are those of the trial. */
export const conversion = z.object({
  term,
  quantity,
  /** The trial's own when left out. */
  protectionModel: slug.nullable().optional(),
  addOns: z.array(slug).max(50).optional(),
  managedServices: z.array(slug).max(50).optional(),
});

export const convertTrial = command(
  'convert-trial',
  'Make a commercial contract of a trial (CT-14)',
  onContract.extend({ conversion }),
);

/** What `POST /v1/contracts/{id}/schedule` takes: what becomes of the contract when its present period ends. */
export const schedule = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('cancel') }),
  z.strictObject({ change: z.literal('quantity'), quantity, term }),
  /** Of the whole service: several contracts are grouped first. */
  z.strictObject({
    change: z.literal('product'),
    product: slug,
    protectionModel: slug.nullable().optional(),
    term,
    quantity,
    cascade,
  }),
]);

export const scheduleChange = command(
  'schedule-change',
  'Change a contract when its present period ends (CT-16)',
  onContract.extend({ schedule }),
);

export const unscheduleChange = command(
  'unschedule-change',
  'Delete what is scheduled for a contract (CT-16)',
  onContract,
);
