import { type Instant, plusMs } from '@reservoir/kernel';
import type { Actor } from './actor.js';

/** A SKU, and how many licences of it live contracts hold. */
export interface SkuInUse {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * pending → accepted, declined, withdrawn or expired; a customer is `moving` between its acceptance and the move, until
 * contracts has locked it (CO-5), or else it is pending again.
 */
export type TransferState = 'pending' | 'moving' | 'accepted' | 'declined' | 'withdrawn' | 'expired';

/** A company asks to move to another parent (CO-3). */
export interface TransferRequest {
  readonly id: string;
  readonly companyId: string;
  readonly companyType: 'partner' | 'customer';
  readonly companyName: string;
  /** The parent when it was made; the company has no other one while it is pending. */
  readonly fromId: string;
  readonly toId: string;
  readonly state: TransferState;
  /** Shown to the new parent: the one exception to CO-8. */
  readonly inUse: readonly SkuInUse[];
  readonly requestedAt: Instant;
  /** From this instant on it is over, even before a job has marked it. */
  readonly deadline: Instant;
  readonly endedAt: Instant | null;
  /** Who accepted it, while it is moving, and which operation waits for the move. */
  readonly acceptance: { readonly by: Actor; readonly operationId: string | null } | null;
  readonly version: number;
}

const dayMs = 86_400_000;

// CO-3
export const transferDays = 30;

/** When a request that is made now expires (CO-3). */
export const deadlineOf = (now: Instant): Instant => plusMs(now, transferDays * dayMs);

/** Whether it can still be accepted, declined or withdrawn: at its deadline it is over (CO-3). */
export const isPending = ({ state, deadline }: TransferRequest, now: Instant): boolean =>
  state === 'pending' && now < deadline;

/** Whether it stands in the way of another one (CO-3). */
export const isOpen = (request: TransferRequest, now: Instant): boolean =>
  request.state === 'moving' || isPending(request, now);

/** The request come to an end. */
export const ended = (
  request: TransferRequest,
  state: 'accepted' | 'declined' | 'withdrawn' | 'expired',
  now: Instant,
): TransferRequest => ({
  ...request,
  state,
  endedAt: now,
  acceptance: null,
  version: request.version + 1,
});

/** The request accepted, but not moved yet (CO-5). */
export const moving = (
  request: TransferRequest,
  acceptance: NonNullable<TransferRequest['acceptance']>,
): TransferRequest => ({ ...request, state: 'moving', acceptance, version: request.version + 1 });

/** The request pending again: contracts could not let the client go (CO-5). */
export const returned = (request: TransferRequest): TransferRequest => ({
  ...request,
  state: 'pending',
  acceptance: null,
  version: request.version + 1,
});
