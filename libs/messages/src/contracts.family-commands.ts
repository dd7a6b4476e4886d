import { z } from 'zod';
import { actor, companyId, id, slug, term } from './common.js';
import { defineMessage } from './define.js';

/** What every command on a contract names. */
export const onContract = z.object({
  customerId: companyId,
  contractId: id,
  /** The contract's: what is over no claim tells of. */
  product: slug,
  actor,
});

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

/** Whether modules are cut so that they fit their product; else the command is refused (CT-13). */
export const cascade = z.boolean().optional();

/** Where a new period ends: at the end of a month, or of another contract (CT-15). */
export const alignEnd = z.union([
  z.strictObject({ monthEnd: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  z.strictObject({ contractId: id }),
]);

export const cancelContract = command(
  'cancel-contract',
  'End a contract now; its licences are recovered (CT-9)',
  onContract.extend({ cascade }),
);

/** What `POST /v1/contracts/{id}/renew` takes. */
export const renewal = z.object({
  /** For all that is renewed with it; the contract's own when left out, if all have the same. */
  term: term.optional(),
  alignEnd: alignEnd.optional(),
});

export const renewContract = command(
  'renew-contract',
  'Renew the service of a contract with its modules (CT-6)',
  onContract.extend({ renewal }),
);

export const suspendService = command(
  'suspend-service',
  'Suspend the service of a contract with its modules (CT-13)',
  onContract,
);

export const resumeService = command(
  'resume-service',
  'Lift the suspension of the service of a contract (CT-13)',
  onContract,
);
