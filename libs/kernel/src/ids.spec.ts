import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { idFor } from './ids.js';

const namespace = 'b7c7a3de-5d0f-5a0e-9d57-6f3d3c1f1c11';

describe('ids of names', () => {
  it('are what they always were: stored documents are found by them', () => {
    expect(idFor('points-purchase', 'order-1', '1')).toBe('9c671778-f38a-54ff-a1d1-6ffc0eda3928');
  });

  it('are those of RFC 9562 §5.5 over the JSON of the name', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }))), (name) => {
        expect(idFor(...name)).toBe(v5(JSON.stringify(name), namespace));
      }),
    );
  });
});
