import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from './entry.js';
import { hashOf, sealed } from './seal.js';
import { anyLedger, minute } from './testing/ledger.fixtures.js';
import { beginning, verifyEntries, verifyHead } from './verify.js';

/** The ledger with one entry in another way. */
const tampered = (number: number, change: (entry: LedgerEntry) => LedgerEntry): readonly LedgerEntry[] =>
  anyLedger.map((entry) => (entry.number === number ? change(entry) : entry));

describe('PT-1 a ledger that nobody touched', () => {
  it('is whole, also in parts', () => {
    const whole = verifyEntries(beginning, anyLedger);
    expect(whole).toMatchObject({ ok: true, position: { number: 5, hash: anyLedger[4]?.hash } });
    const first = verifyEntries(beginning, anyLedger.slice(0, 2));
    if (!first.ok) throw new Error(first.fault.detail);
    expect(verifyEntries(first.position, anyLedger.slice(2))).toEqual(whole);
  });

  it('ends where its account says', () => {
    const [last] = anyLedger.slice(-1);
    const at = { number: 5, hash: last!.hash, balances: last!.balances };
    expect(verifyHead(at, { version: 5, hash: last!.hash })).toBeUndefined();
    expect(verifyHead(at, { version: 6, hash: last!.hash })).toMatchObject({
      number: 6,
      code: 'entry-missing',
    });
    expect(verifyHead(at, { version: 5, hash: 'another' })).toMatchObject({
      number: 5,
      code: 'head-differs',
    });
  });
});

describe('PT-1 tampering with one entry is found and named', () => {
  const changes: readonly (readonly [string, Partial<LedgerEntry>])[] = [
    ['its time', { at: minute(99) }],
    ['its reference', { reference: 'another' }],
    ['its reason', { reason: 'none' }],
    ['who did it', { by: 'somebody' }],
    ['its kind', { kind: 'adjust' }],
    ['its postings', { postings: [] }],
    ['its lots', { moves: [] }],
    ['its balances', { balances: { ...anyLedger[2]!.balances, available: 5 } }],
    ['its hash', { hash: 'f'.repeat(64) }],
  ];

  it.each(changes)('%s', (_, change) => {
    const found = verifyEntries(
      beginning,
      tampered(3, (entry) => ({ ...entry, ...change })),
    );
    expect(found).toMatchObject({ ok: false, fault: { number: 3, id: 'entry-3', code: 'entry-changed' } });
  });

  it('also when it got a hash that fits: the next one names another', () => {
    const entries = tampered(3, (entry) => sealed({ ...entry, reason: 'none' }));
    expect(verifyEntries(beginning, entries)).toMatchObject({
      ok: false,
      fault: { number: 3, code: 'chain-broken' },
    });
  });

  it('also when it has no canonical form at all', () => {
    const entries = tampered(3, (entry) => ({ ...entry, number: 3, at: undefined as never }));
    expect(verifyEntries(beginning, entries)).toMatchObject({ fault: { number: 3, code: 'entry-changed' } });
  });

  it('left out', () =>
    expect(verifyEntries(beginning, anyLedger.toSpliced(2, 1))).toMatchObject({
      ok: false,
      fault: { number: 3, code: 'entry-missing' },
    }));

  it.each([
    ['that does not sum to 0', { postings: [{ account: 'spent', points: 1 }] }, 'does-not-balance'],
    ['whose lots move otherwise', { moves: [] }, 'does-not-balance'],
    ['with other balances', { balances: anyLedger[0]!.balances }, 'balances-differ'],
  ] as const)('written %s, hash and all', (_, change, code) => {
    const entries = tampered(3, (entry) => sealed({ ...entry, ...change }));
    expect(verifyEntries(beginning, entries)).toMatchObject({ ok: false, fault: { number: 3, code } });
  });

  it('the hash is of all members but itself', () => {
    const [entry] = anyLedger as [LedgerEntry];
    expect(hashOf(entry)).toBe(entry.hash);
    expect(hashOf({ ...entry, hash: 'another' } as LedgerEntry)).toBe(entry.hash);
  });
});
