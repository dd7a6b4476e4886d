import { type Account, emptyAccount } from '../domain/account.js';
import type { Posted } from '../domain/ledger.js';
import type { LedgerPorts } from './ports.js';

/** Keeps what a transaction left behind. */
export function keep(posted: Posted, { accounts, lots, transactions }: LedgerPorts): void {
  accounts.save(posted.account);
  for (const lot of posted.lots) lots.save(lot);
  transactions.append(posted.transaction);
}

/** The partner's account; an empty one at first. */
export const accountOf = (partnerId: string, { accounts }: LedgerPorts): Account =>
  accounts.find(partnerId) ?? emptyAccount(partnerId);
