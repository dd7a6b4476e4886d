import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { type LedgerEntry, beginning } from '@reservoir/points-ledger';
import { LedgerWriter } from '../../../testing/points-ledger.js';
import type { PointsLedgerQueries } from '../../mongo/queries/points-ledger.queries.js';
import { verifyPart } from './verification.js';

const writer = new LedgerWriter();
for (const fact of writer.history(instant('2026-11-21T12:00:00Z'), 2, 10)) expect(fact).toBeDefined();
const { entries } = writer;
const account = { id: 'partner-gold', partnerId: 'partner-gold', available: 20, held: 0, version: 10 };

/** Verifies a ledger of these entries, whose account says that it has ten. */
function verify(stored: readonly LedgerEntry[], from: number, limit: number) {
  const ledger: Pick<PointsLedgerQueries, 'chainFrom'> = {
    chainFrom: (_partner, first, upTo) => {
      const before = first === 1 ? beginning : stored.find(({ number }) => number === first - 1);
      const part = stored.filter(({ number }) => number >= first && number <= upTo);
      return Promise.resolve(before && { before, entries: part });
    },
  };
  const head = { ...account, hash: entries[9]!.hash };
  return verifyPart(ledger as PointsLedgerQueries, head, from, limit);
}

describe('PT-1 the verification of a part of a ledger', () => {
  it('goes on until the end that the account names, and no further', async () => {
    expect(await verify(entries, 1, 4)).toMatchObject({ to: 4, fault: null, next: 5 });
    expect(await verify(entries, 5, 6)).toMatchObject({ to: 10, fault: null, next: null });
    expect(await verify(entries, 11, 4)).toMatchObject({ to: 10, fault: null, next: null });
  });

  it.each([
    ['the last one of the part', 4, 1, 4],
    ['all of the part', 5, 5, 4],
    ['the end', 10, 5, 100],
  ])('names what is gone: %s', async (_, gone, from, limit) => {
    const left = entries.filter(({ number }) => number < gone);
    expect(await verify(left, from, limit)).toMatchObject({
      to: gone - 1,
      fault: { number: gone, code: 'entry-missing' },
      next: null,
    });
  });

  it('names the entry before the part, when that is gone', async () =>
    expect(await verify([], 5, 4)).toMatchObject({
      fault: { number: 4, code: 'entry-missing' },
      next: null,
    }));
});
