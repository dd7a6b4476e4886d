import { describe, expect, it } from '@jest/globals';
import { aLot, aPool, aPoolOf, now } from '../testing/license-pool.fixtures.js';
import { type OpenPool, drawAll } from './drawing.js';

const codeOf = (open: OpenPool, quantity: number, lotsMost?: number): string | undefined => {
  const drawn = drawAll(open, { quantity, lotsMost }, now);
  return drawn.ok ? undefined : drawn.error.code;
};

describe('PO-4 thePoolCoversTheQuantity', () => {
  const open = aPool({ available: 12 }, { available: 8 });

  it('passes below and at the remainder', () => {
    expect(codeOf(open, 19)).toBeUndefined();
    expect(codeOf(open, 20)).toBeUndefined();
  });

  it('refuses one more, with the true remainder', () =>
    expect(drawAll(open, { quantity: 25 }, now)).toEqual({
      ok: false,
      error: {
        code: 'pool-short',
        rule: 'PO-4',
        detail: '25 asked, 20 available in endpoint-security:secure-plus Y1',
        errors: [{ sku: 'endpoint-security:secure-plus', asked: 25, available: 20 }],
      },
    }));

  it('does not count what is over, even before a job has marked it', () =>
    expect(
      drawAll(aPool({ available: 5, expiresAt: now }, { available: 1 }), { quantity: 2 }, now),
    ).toMatchObject({
      error: { errors: [{ asked: 2, available: 1 }] },
    }));

  it('refuses everything in a pool that nothing has entered', () =>
    expect(drawAll(aPool(), { quantity: 1 }, now)).toMatchObject({
      error: { errors: [{ asked: 1, available: 0 }] },
    }));
});

describe('PO-4 theDrawTouchesFewLots', () => {
  const lots = Array.from({ length: 1001 }, (_, n) => aLot({ id: `lot-${n}`, available: 2 }));
  const open: OpenPool = { pool: aPoolOf(lots), lots, complete: true };

  it('passes with exactly 1000 lots', () => expect(codeOf(open, 2000)).toBeUndefined());

  it('refuses a draw of 1001 lots, with what one draw can take', () =>
    expect(drawAll(open, { quantity: 2001 }, now)).toEqual({
      ok: false,
      error: {
        code: 'draw-too-scattered',
        rule: 'PO-4',
        detail:
          '2001 asked in endpoint-security:secure-plus Y1: one draw touches at most 1000 lots, and the first 1000 hold 2000',
        errors: [{ sku: 'endpoint-security:secure-plus', asked: 2001, available: 2000, lots: 1000 }],
      },
    }));

  it('refuses what touches more lots than whoever asks can take, with that limit', () => {
    expect(codeOf(open, 1000, 500)).toBeUndefined();
    expect(drawAll(open, { quantity: 1001, lotsMost: 500 }, now)).toMatchObject({
      error: {
        code: 'draw-too-scattered',
        detail: expect.stringContaining('at most 500 lots'),
        errors: [{ asked: 1001, available: 1000, lots: 500 }],
      },
    });
  });

  it('leaves it to pool-short when the pool does not have so many', () =>
    expect(codeOf(open, 2003)).toBe('pool-short'));

  it('refuses when the rest of the pool was not even looked at', () =>
    expect(codeOf({ ...open, complete: false }, 5000)).toBe('draw-too-scattered'));

  it('takes lots that are missing for a bug of whoever loaded them', () =>
    expect(() => drawAll({ ...aPool({ available: 5 }), complete: false }, { quantity: 6 }, now)).toThrow(
      'too few open lots',
    ));
});
