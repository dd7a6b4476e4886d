import { describe, expect, it } from '@jest/globals';
import { instant, plusMs } from '@reservoir/kernel';
import { anOperation } from '../testing/operations.js';
import { repeat } from './idempotency.js';

const until = instant('2026-11-21T09:00:10Z');
const before = plusMs(until, -1);
const kept = anOperation({ idempotency: { key: 'k', requestHash: 'same' }, answeringUntil: until });
const answer = { status: 201, headers: {}, body: { id: 'c-1' } };

describe('worked case 4: the same Idempotency-Key', () => {
  it('with the same body replays the first answer, whenever', () => {
    expect(repeat({ ...kept, answer }, 'same', before)).toEqual({ kind: 'replay', answer });
    expect(repeat({ ...kept, answer }, 'same', until)).toEqual({ kind: 'replay', answer });
  });

  it.each([null, answer])('with another body is refused, answered (%p) or not', (given) =>
    expect(repeat({ ...kept, answer: given }, 'other', before)).toEqual({ kind: 'reused' }),
  );

  it('is in flight until its answer is due, and resumed at that instant', () => {
    expect(repeat(kept, 'same', before)).toEqual({ kind: 'in-flight' });
    expect(repeat(kept, 'same', until)).toEqual({ kind: 'resume' });
  });
});
