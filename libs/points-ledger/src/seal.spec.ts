import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { ledgerAccounts } from './accounts.js';
import type { LedgerEntry, UnsealedEntry } from './entry.js';
import type { LotState } from './lot-state.js';
import { canonicalJson, hashOf } from './seal.js';
import { anyLedger } from './testing/ledger.fixtures.js';

const text = fc.string({ unit: 'binary' });
const points = fc.maxSafeInteger();
const account = fc.constantFrom(...ledgerAccounts);
const at: fc.Arbitrary<Instant> = fc
  .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => instant(date.getTime()));

/** The object with its members in another order: MongoDB gives them as they were written. */
const inAnyOrder = <T extends object>(one: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  one.chain((object) =>
    fc
      .shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length })
      .map((members) => Object.fromEntries(members) as T),
  );

const lot = fc.record({
  ...{ id: text, points, remaining: points, held: points, spent: points, expired: points, adjusted: points },
  ...{ priority: fc.nat(1000), grantedAt: at, expiresAt: at },
});
const balances = fc.record({
  ...{ available: points, held: points, issued: points },
  ...{ spent: points, expired: points, adjustment: points },
});
const entry: fc.Arbitrary<UnsealedEntry> = inAnyOrder(
  fc.record({
    ...{ id: text, partnerId: text, number: fc.nat(), reference: text, at },
    kind: fc.constantFrom('grant', 'hold', 'capture', 'void', 'expire', 'reverse', 'adjust'),
    postings: fc.array(inAnyOrder(fc.record({ account, points }))),
    moves: fc.array(inAnyOrder(fc.record({ lotId: text, from: account, to: account, points }))),
    opens: fc.array(inAnyOrder(lot)),
    reason: fc.option(text),
    by: fc.option(text),
    balances: inAnyOrder(balances),
    previousHash: text,
  }),
);

describe('PT-1 the hash of an entry', () => {
  it('is that of its canonical JSON as RFC 8785 has it, in whatever order its members come', () => {
    fc.assert(
      fc.property(entry, (one) => {
        const canonical = canonicalize(one) ?? '';
        expect(canonicalJson(one)).toBe(canonical);
        expect(hashOf(one)).toBe(createHash('sha256').update(canonical).digest('hex'));
      }),
    );
  });

  const first = anyLedger[0] as LedgerEntry;
  const lot = first.opens[0] as LotState;
  const wrong = [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];
  const lotPoints = ['points', 'remaining', 'held', 'spent', 'expired', 'adjusted', 'priority'] as const;

  it.each(wrong)(
    'is of whole numbers that every reader reads alike: %p is refused wherever it stands',
    (points) => {
      const forged = [
        { ...first, number: points },
        { ...first, postings: [{ account: 'available' as const, points }] },
        { ...first, moves: [{ lotId: 'l', from: 'issued' as const, to: 'available' as const, points }] },
        ...ledgerAccounts.map((name) => ({ ...first, balances: { ...first.balances, [name]: points } })),
        ...lotPoints.map((name) => ({ ...first, opens: [{ ...lot, [name]: points }] })),
      ];
      for (const one of forged) expect(() => hashOf(one)).toThrow(TypeError);
    },
  );

  it('is not of itself', () => {
    expect(canonicalJson(first)).not.toContain(first.hash);
    expect(canonicalize({ ...first, hash: undefined })).toBe(canonicalJson(first));
  });
});
