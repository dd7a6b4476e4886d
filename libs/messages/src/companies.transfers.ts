import { z } from 'zod';
import { actor, companyId, id, refusal, sku, slug, time, version } from './common.js';
import { defineMessage } from './define.js';

/** SKUs and the licences of them that live contracts of a company, and of all below it, hold (CO-3). */
export const skusInUse = z.array(z.object({ sku, quantity: z.int().min(1) })).max(2000);

export const transferStates = ['pending', 'moving', 'accepted', 'declined', 'withdrawn', 'expired'] as const;

/** The whole current state of a transfer request (CO-3). */
export const transferRequestSchema = z.object({
  id,
  /** Who wants to move, as it says itself. */
  companyId,
  companyType: z.enum(['partner', 'customer']),
  companyName: z.string().max(200),
  /** The parent when it was made. */
  fromId: companyId,
  /** The parent that it is made to. */
  toId: companyId,
  /** Open: later releases may name further states. */
  state: z.union([z.enum(transferStates), slug]),
  inUse: skusInUse,
  requestedAt: time,
  /** From this instant on it can no longer be accepted. */
  deadline: time,
  /** When it was accepted for good, declined, withdrawn or over. */
  endedAt: time.nullable(),
  version,
});

const command = <Schema extends z.ZodType<{ companyId: string }>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.${name}.v1`,
    topic: 'companies.commands.v1',
    summary,
    keyOf: (data) => data.companyId,
    schema,
  });

export const requestTransfer = command(
  'companies.request-transfer',
  'Ask to move to another parent (CO-3)',
  z.object({ companyId, toId: companyId, inUse: skusInUse, actor }),
);
export const acceptTransfer = command(
  'companies.accept-transfer',
  'Take in a company that asks to move (CO-3)',
  z.object({
    companyId,
    transferId: id,
    toId: companyId,
    /** As it is now: the new parent must sell all of it. */
    inUse: skusInUse,
    actor,
  }),
);
export const declineTransfer = command(
  'companies.decline-transfer',
  'Decline a company that asks to move (CO-3)',
  z.object({ companyId, transferId: id, toId: companyId, actor }),
);
export const withdrawTransfer = command(
  'companies.withdraw-transfer',
  'Take the own transfer request back (CO-3)',
  z.object({ companyId, transferId: id, actor }),
);
/** By the scheduler: 30 days are over. */
export const expireTransfer = command(
  'companies.expire-transfer',
  'A transfer request is past its deadline (CO-3)',
  z.object({ companyId, transferId: id, deadline: time }),
);

/** By the contracts service: nothing is begun for the client under its old partner any more (CO-5). */
export const clientLocked = command(
  'contracts.client-locked',
  'Answer to lock-client: its licences and contracts have moved, and the client may go',
  z.object({
    companyId,
    transferId: id,
    toId: companyId,
    /** The pools that its licences left and came to, with their versions: whoever asked for the move sees them. */
    pools: z.array(z.object({ id, version })).max(200).optional(),
  }),
);
export const clientLockRefused = command(
  'contracts.client-lock-refused',
  'Answer to lock-client: refused',
  z.object({ companyId, transferId: id, toId: companyId, refusal }),
);

/** Asks that nothing be begun for a client under its old partner any more (CO-5). */
export const lockClient = defineMessage({
  type: 'reservoir.contracts.lock-client.v1',
  topic: 'contracts.commands.v1',
  summary: 'Let nothing be begun for a client that moves to another partner (CO-5)',
  keyOf: (data) => data.customerId,
  concealed: ['partnerId', 'companyVersion'],
  schema: z.object({
    transferId: id,
    customerId: companyId,
    /** The partner that it leaves. */
    partnerId: companyId,
    /** The partner that it moves to. */
    toId: companyId,
    /** The version of the customer's fact before it moves. */
    companyVersion: version,
  }),
});

/** A transfer request was made or came further: its whole current state. The topic keeps the last one of each company. */
export const transferRequestChanged = defineMessage({
  type: 'reservoir.companies.transfer-request-changed.v1',
  topic: 'companies.events.v1',
  summary: 'A transfer request was made, or came to an end: its whole current state (CO-3)',
  keyOf: (data) => `transfer:${data.companyId}`,
  // CO-3: the new parent need not know who the old one is.
  concealed: ['fromId'],
  schema: transferRequestSchema.extend({
    /** Who made this change; null for the scheduler. */
    by: actor.nullable(),
  }),
});

export type TransferRequestFact = z.output<typeof transferRequestSchema>;
