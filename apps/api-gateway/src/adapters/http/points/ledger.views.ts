import type { Instant } from '@reservoir/kernel';
import { anyTransaction, companyId, count, id, ledgerBalances, ledgerHash, time } from '@reservoir/messages';
import { type Balances, type LedgerFault, noBalances } from '@reservoir/points-ledger';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import { mostVerified } from './verification.js';

/** One transaction of the ledger (PT-1). */
export const transactionView = anyTransaction.meta({ id: 'PointsTransaction' });

export const viewOfTransaction = ({
  version: _,
  ...transaction
}: ReadModels['points-transactions']): z.input<typeof transactionView> => transaction;

/** Whether some entries of a ledger are what they were when they were written. */
export const verificationView = z
  .object({
    partnerId: companyId,
    /** The first and the last entry that were looked at. */
    from: z.int().min(1),
    to: count,
    verified: z.boolean(),
    /** What is wrong, and with which entry; null when nothing is. */
    fault: z.object({ number: count, id: id.nullable(), code: z.string(), detail: z.string() }).nullable(),
    /** The hash of the last entry that is right: keep it, and no later change of what came before goes unnoticed. */
    hash: ledgerHash,
    /** Where to go on; null when the end of the ledger was reached. */
    next: z.int().nullable(),
  })
  .meta({ id: 'PointsVerification' });

export const verificationQuery = z.strictObject({
  from: z.coerce.number().int().min(1).default(1).describe('The first entry to look at'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostVerified)
    .default(mostVerified)
    .describe('Entries at most; the work of a request is bounded'),
});

/** A fault, as it is told. */
export const toldFault = ({ number, id: entry, code, detail }: LedgerFault) => ({
  number,
  id: entry,
  code,
  detail,
});

/** A UTC month: `2026-11`. */
export const statementMonth = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

const balancesView = ledgerBalances.describe('Points in every account (PT-1); together 0');

/** A month of a partner's points (PT-8). */
export const statementView = z
  .object({
    partnerId: companyId,
    month: z.string(),
    /** 00:00 UTC of its first day, and of the first day after it. */
    from: time,
    to: time,
    opening: balancesView,
    closing: balancesView,
    /** From opening to closing: available + held grow by granted − spent − expired + adjusted. */
    granted: count,
    spent: z.int().describe('Less what reversals brought back'),
    expired: count,
    adjusted: z.int(),
    /** The transactions of the month, the first one first; a page of them. */
    items: z.array(transactionView),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PointsStatement' });

/** What a month brought and took, of the balances at its ends. */
export const movedBetween = (opening: Balances, closing: Balances) => ({
  granted: opening.issued - closing.issued,
  spent: closing.spent - opening.spent,
  expired: closing.expired - opening.expired,
  adjusted: opening.adjustment - closing.adjustment,
});

/** The balances after a transaction; before the first one all are 0. */
export const balancesAt = (transaction: ReadModels['points-transactions'] | undefined): Balances =>
  transaction?.balances ?? noBalances;

/** The first instant of a month, and of the one after it. @param month `2026-11` */
export function boundsOf(month: string): { readonly from: Instant; readonly to: Instant } {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const following = of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
  return { from: startOf(month), to: startOf(following) };
}

const startOf = (month: string): Instant => `${month.padStart(7, '0')}-01T00:00:00.000Z` as Instant;
