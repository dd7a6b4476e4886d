import { z } from 'zod';
import { id, refusal, version } from './common.js';
import { defineMessage } from './define.js';
import { holder, pick, poolIdOf, poolKey } from './license-pool.js';

/** Licences of lots; there may be none. */
const somePicks = z.array(pick).max(1000);

/**
 * Licences leave a contract: some go back to their lots, the rest is retired (PO-6, PO-12). Whoever asks has decided how many;
 * the pool decides available or expired (PO-9). The same recovery again changes nothing. Answered by recovery-applied or
 * recovery-refused.
 */
export const recoverLicenses = defineMessage({
  type: 'reservoir.license-pool.recover-licenses.v1',
  topic: 'license-pool.commands.v1',
  summary: 'Take assigned licences back into their lots, and retire the rest (PO-6)',
  keyOf: (data) => poolIdOf(data.pool),
  schema: z.object({ pool: poolKey, recoveryId: id, holder, back: somePicks, retired: somePicks }),
});

const answer = z.object({
  pool: poolKey,
  recoveryId: id,
  holder,
  /** The pool's version after it. */
  poolVersion: version.nullable(),
});

export const recoveryApplied = defineMessage({
  type: 'reservoir.license-pool.recovery-applied.v1',
  topic: 'contracts.commands.v1',
  summary: 'Answer to recover-licenses: it is in the books',
  keyOf: (data) => data.holder.customerId,
  schema: answer,
});

/**
 * More was to be recovered than is assigned: contracts and pools disagree (invariant 2). Nothing changed in the pool, and the
 * command is a dead letter, which may be resubmitted when the pool has been mended.
 */
export const recoveryRefused = defineMessage({
  type: 'reservoir.license-pool.recovery-refused.v1',
  topic: 'contracts.commands.v1',
  summary: 'Answer to recover-licenses: the pool has not assigned so many',
  keyOf: (data) => data.holder.customerId,
  schema: answer.extend({ refusal }),
});
