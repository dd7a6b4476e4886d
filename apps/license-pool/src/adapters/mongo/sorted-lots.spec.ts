import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inDrawOrder } from '../../domain/draw-order.js';
import type { Lot } from '../../domain/lot.js';
import { aLot, at } from '../../testing/license-pool.fixtures.js';
import { place } from './sorted-lots.js';

const expiries = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'].map(at);

describe('PO-4 lots that stand in draw order', () => {
  it('stay so, each once in its newest state, whatever is put in or taken out', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 3 })));
    fc.assert(
      fc.property(changes, (puts) => {
        const sorted: Lot[] = [];
        const model = new Map<string, Lot>();
        for (const [n, available] of puts) {
          const lot = aLot({ id: `lot-${n}`, available, expiresAt: expiries[n % 2]! });
          place(sorted, lot, available > 0);
          if (available > 0) model.set(lot.id, lot);
          else model.delete(lot.id);
        }
        expect(sorted).toEqual([...model.values()].sort(inDrawOrder));
      }),
    );
  });
});
