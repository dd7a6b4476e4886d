import { type Term, idFor } from '@reservoir/kernel';
import type { Contract, Period } from './contract.js';
import type { Pick } from './license-pool.js';
import type { FormulaLine, Recovery } from './plan.js';

/** Licences of a lot, with the term that names their pool. */
export interface TermPick extends Pick {
  readonly term: Term;
}

/** What a message of a recovery holds at most. */
const picksMost = 1000;

/**
 * What the pools of a contract are told: one recovery for each term that its licences have, more where there are very many
 * lots.
 * @param origin what it is for: with the contract it names the recovery, so that a repeated one is the same
 */
export function recoveriesOf(
  contract: Pick_<Contract>,
  sku: string,
  origin: string,
  parts: { readonly back: readonly TermPick[]; readonly retired: readonly TermPick[] },
): readonly Recovery[] {
  const terms = [...new Set([...parts.back, ...parts.retired].map(({ term }) => term))].sort();
  return terms.flatMap((term) => {
    const back = slices(perLot(parts.back.filter((one) => one.term === term)));
    const retired = slices(perLot(parts.retired.filter((one) => one.term === term)));
    return Array.from({ length: Math.max(back.length, retired.length) }, (_, n) => ({
      id: idFor('recovery', origin, contract.id, sku, term, String(n)),
      contractId: contract.id,
      pool: { partnerId: contract.partnerId, sku, term },
      back: back[n] ?? [],
      retired: retired[n] ?? [],
    }));
  });
}

type Pick_<T extends Contract> = { readonly id: T['id']; readonly partnerId: T['partnerId'] };

/** Recoveries of one pool, of whichever contracts: none says the same twice. */
const perLot = (picks: readonly Pick[]): readonly Pick[] => {
  const quantities = new Map<string, number>();
  for (const { lotId, quantity } of picks) quantities.set(lotId, (quantities.get(lotId) ?? 0) + quantity);
  return [...quantities].map(([lotId, quantity]) => ({ lotId, quantity }));
};

function slices(picks: readonly Pick[]): readonly (readonly Pick[])[] {
  const count = Math.ceil(picks.length / picksMost);
  return Array.from({ length: count }, (_, n) => picks.slice(n * picksMost, (n + 1) * picksMost));
}

/** A period that has not begun comes back in full, whatever the policy (CT-9). */
export function inFull(
  contract: Contract,
  future: Period,
  origin: string,
): { readonly recoveries: readonly Recovery[]; readonly lines: readonly FormulaLine[] } {
  const recoveries = recoveriesOf(contract, future.sku, `${origin} future`, {
    back: future.batches,
    retired: [],
  });
  return {
    recoveries,
    lines: future.quantity > 0 && future.batches.length > 0 ? [lineInFull(contract, future)] : [],
  };
}

function lineInFull(contract: Contract, { sku, term, quantity, batches }: Period): FormulaLine {
  return {
    ...{ contractId: contract.id, period: 'future', sku, term, licences: quantity, back: quantity },
    termDays: batches[0]?.termDays ?? 0,
    daysLeft: batches[0]?.termDays ?? 0,
    mode: 'future',
    ...{ debtPaid: 0, bankBefore: 0, bankAfter: 0, retired: 0 },
    formula: `${quantity} × ${term} of a period that has not begun: ${quantity} back`,
  };
}
