import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aContract } from '../../testing/a-contract.js';
import { noon } from '../../testing/contracts.fixtures.js';
import type { Batch } from '../batch.js';
import type { Contract, Period } from '../contract.js';
import { handOverIdOf, movedContracts, movedLotId } from './moved-contracts.js';

const move = { transferId: 'transfer-1', toPartnerId: 'partner-two' };
const base = aContract();
const [period] = base.periods;
const batch = (lotId: string, quantity: number, of: Partial<Batch> = {}): Batch => ({
  lotId,
  quantity,
  term: 'Y1',
  termDays: 365,
  date: utcDay('2026-11-21'),
  grouped: false,
  purchasedAt: noon,
  expiresAt: null,
  distributorId: 'distributor-one',
  ...of,
});
const holding = (id: string, batches: readonly Batch[], of: Partial<Contract> = {}): Contract => {
  const quantity = batches.reduce((sum, one) => sum + one.quantity, 0);
  return { ...base, id, periods: [{ ...period, quantity, batches }], ...of };
};
const moved = (...contracts: Contract[]) => movedContracts(contracts, move, noon);

describe('CO-5 the contracts of a client that moves', () => {
  it('are the new partner’s, in the lots that take the old ones over; all else stays', () => {
    const contract = holding('c-1', [batch('lot-1', 6), batch('lot-2', 4)], { debt: 3 });
    const [after] = moved(contract).contracts;
    expect(after).toEqual({
      ...contract,
      version: contract.version + 1,
      partnerId: 'partner-two',
      periods: [
        {
          ...contract.periods[0],
          batches: [batch(movedLotId('transfer-1', 'lot-1'), 6), batch(movedLotId('transfer-1', 'lot-2'), 4)],
        },
      ],
    });
    expect(moved(contract).events).toEqual([{ type: 'ContractMoved', contract: after }]);
  });

  it('one new lot per old lot, with all that the client has of it, in present and future periods', () => {
    const future: Period = {
      ...period,
      start: period.end,
      end: utcDay('2028-11-21'),
      batches: [batch('lot-1', 5)],
    };
    const renewed = holding('c-1', [batch('lot-1', 6)]);
    const { handOvers } = moved(
      { ...renewed, periods: [renewed.periods[0], future] },
      holding('c-2', [batch('lot-1', 1), batch('lot-0', 2)]),
    );
    expect(handOvers).toEqual([
      {
        id: `${period.sku}:Y1/lot-0`,
        pool: { partnerId: base.partnerId, sku: period.sku, term: 'Y1' },
        picks: [
          { lotId: 'lot-0', quantity: 2 },
          { lotId: 'lot-1', quantity: 12 },
        ],
      },
    ]);
  });

  it('CT-11 grouped licences go to the pools of their own terms', () => {
    const { handOvers } = moved(holding('c-1', [batch('lot-1', 1), batch('lot-2', 2, { term: 'Y3' })]));
    expect(handOvers.map(({ pool }) => pool.term)).toEqual(['Y1', 'Y3']);
  });

  it('trials end, and need no licences', () => {
    const { contracts, events, handOvers } = moved(holding('t-1', [], { mode: 'trial' }));
    expect(contracts).toMatchObject([{ state: 'cancelled', endedAt: noon, reason: { rule: 'CO-5' } }]);
    expect(events.map(({ type }) => type)).toEqual(['ContractCancelled']);
    expect(handOvers).toEqual([]);
  });

  it('what has ended stays the old partner’s', () => {
    const over = holding('c-1', [batch('lot-1', 6)], { state: 'expired' });
    expect(moved(over)).toEqual({ contracts: [over], events: [], handOvers: [] });
  });

  it('more lots than a command holds go in several, a lot in one of them; answers name them again', () => {
    const many = Array.from({ length: 1001 }, (_, n) => batch(`lot-${String(n).padStart(4, '0')}`, 1));
    const { handOvers } = moved(holding('c-1', many));
    expect(handOvers.map(({ picks }) => picks.length)).toEqual([1000, 1]);
    expect(new Set(handOvers.flatMap(({ picks }) => picks.map(({ lotId }) => lotId))).size).toBe(1001);
    for (const { id, pool, picks } of handOvers) expect(handOverIdOf(pool, [...picks].reverse())).toBe(id);
  });
});
