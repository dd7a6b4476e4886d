import { type Instant, idFor } from '@reservoir/kernel';
import type { Batch } from '../batch.js';
import { type Contract, type Period, isLive } from '../contract.js';
import type { ContractEvent } from '../contracts.events.js';
import type { Pick, PoolKey } from '../license-pool.js';

/** A client that moves to another partner. */
export interface Move {
  readonly transferId: string;
  readonly toPartnerId: string;
}

/** What one pool is asked to hand over in one command: licences of so many lots. */
export interface HandOver {
  /** The same in the pool's answer: made of its lots. */
  readonly id: string;
  /** The pool of the old partner. */
  readonly pool: PoolKey;
  /** All that the client has of each lot. */
  readonly picks: readonly Pick[];
}

/** A client's contracts under its new partner, and what the pools are asked for it. */
export interface MovedContracts {
  readonly contracts: readonly Contract[];
  readonly events: readonly ContractEvent[];
  readonly handOvers: readonly HandOver[];
}

/** The lot in the new partner's pool that takes over a client's part of an old one (CO-5): one per transfer and old lot. */
export const movedLotId = (transferId: string, lotId: string): string => idFor('transfer', transferId, lotId);

/**
 * Moves the contracts of a client (CO-5): trials end, every other live one is its new partner's from now on, with its
 * licences, present and future, in the lots that take the old ones over. Ends, quantities, terms, debts and banks stay.
 */
export function movedContracts(contracts: readonly Contract[], move: Move, now: Instant): MovedContracts {
  const live = contracts.filter(isLive);
  const trials = live.filter(({ mode }) => mode === 'trial').map((trial) => trialEnded(trial, now));
  const commercial = live.filter(({ mode }) => mode === 'commercial');
  const moved = commercial.map((contract) => rewritten(contract, move));
  const after = new Map([...trials, ...moved].map((contract) => [contract.id, contract]));
  return {
    contracts: contracts.map((contract) => after.get(contract.id) ?? contract),
    events: [
      ...trials.map((contract) => ({ type: 'ContractCancelled' as const, contract })),
      ...moved.map((contract) => ({ type: 'ContractMoved' as const, contract })),
    ],
    handOvers: handOversOf(commercial),
  };
}

/** CO-5: trials do not move. */
const trialEnded = (trial: Contract, now: Instant): Contract => ({
  ...trial,
  version: trial.version + 1,
  state: 'cancelled',
  endedAt: now,
  reason: {
    code: 'client-moved',
    rule: 'CO-5',
    detail: 'the customer moves to another partner: its trials end',
  },
});

function rewritten(contract: Contract, { transferId, toPartnerId }: Move): Contract {
  const batch = (one: Batch): Batch => ({ ...one, lotId: movedLotId(transferId, one.lotId) });
  const period = (one: Period): Period => ({ ...one, batches: one.batches.map(batch) });
  const [present, ...future] = contract.periods;
  return {
    ...contract,
    version: contract.version + 1,
    partnerId: toPartnerId,
    periods: [period(present), ...future.map(period)],
  };
}

/** What a message holds at most. */
const picksMost = 1000;

/** One command for each pool, more where there are very many lots; a lot stands in one of them (invariant 8). */
function handOversOf(contracts: readonly Contract[]): readonly HandOver[] {
  const pools = new Map<string, { readonly pool: PoolKey; readonly lots: Map<string, number> }>();
  for (const { partnerId, periods } of contracts)
    for (const { sku, batches } of periods)
      for (const { lotId, term, quantity } of batches) {
        const key = `${sku}:${term}`;
        const known = pools.get(key) ?? { pool: { partnerId, sku, term }, lots: new Map<string, number>() };
        pools.set(key, known);
        known.lots.set(lotId, (known.lots.get(lotId) ?? 0) + quantity);
      }
  return [...pools.values()].flatMap(({ pool, lots }) => slices(pool, lots));
}

function slices(pool: PoolKey, lots: ReadonlyMap<string, number>): readonly HandOver[] {
  const picks = [...lots].map(([lotId, quantity]) => ({ lotId, quantity }));
  picks.sort((a, b) => (a.lotId < b.lotId ? -1 : 1));
  return Array.from({ length: Math.ceil(picks.length / picksMost) }, (_, n) => {
    const slice = picks.slice(n * picksMost, (n + 1) * picksMost);
    return { id: handOverIdOf(pool, slice), pool, picks: slice };
  });
}

/** Names what a pool is asked for, and has answered, by its first lot. */
export const handOverIdOf = (
  { sku, term }: Omit<PoolKey, 'partnerId'>,
  lots: readonly { readonly lotId: string }[],
): string => `${sku}:${term}/${lots.map(({ lotId }) => lotId).sort()[0] ?? ''}`;
