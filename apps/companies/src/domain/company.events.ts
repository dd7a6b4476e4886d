import type { Instant } from '@reservoir/kernel';
import type { Actor } from './actor.js';
import type { Company } from './company.js';
import type { TransferRequest } from './transfer-request.js';

/** A company was created, and by whom (CO-10). */
export interface CompanyCreated {
  readonly type: 'company-created';
  readonly company: Company;
  readonly by: Actor;
}

/** What may change of a company: by somebody, or by what it inherits. */
export type ChangeKind = 'details' | 'suspended' | 'reactivated' | 'moved' | 'placed';

/** A company was changed; `at` is since when it holds, which for what is inherited is earlier than now. */
export interface CompanyChanged {
  readonly type: 'company-changed';
  readonly company: Company;
  readonly change: { readonly kind: ChangeKind; readonly at: Instant; readonly by: Actor | null };
}

/** A transfer request was made, or came further (CO-3). */
export interface TransferRequestChanged {
  readonly type: 'transfer-request-changed';
  readonly request: TransferRequest;
  readonly by: Actor | null;
}

/** Contracts must begin nothing for the client any more, before it moves (CO-5). */
export interface ClientLockWanted {
  readonly type: 'client-lock-wanted';
  readonly request: TransferRequest;
  readonly companyVersion: number;
}

export type CompaniesEvent = CompanyCreated | CompanyChanged | TransferRequestChanged | ClientLockWanted;

/** What a decision changes. */
export interface Changes {
  /** Also those of which nothing is told: see `Branch`. */
  readonly companies: readonly Company[];
  readonly requests: readonly TransferRequest[];
}
