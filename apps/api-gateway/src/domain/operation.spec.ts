import { describe, expect, it } from '@jest/globals';
import { epochMs, instant, plusMs } from '@reservoir/kernel';
import { aRefusal, aSuccess, anOperation } from '../testing/operations.js';
import { complete, sendAgainAfter } from './operation.js';

const createdAt = instant('2026-11-21T09:00:00Z');

describe('a command without outcome', () => {
  it.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [7, 600],
    [50, 600],
  ])('sent %i times is due again after %i s', (sends, seconds) => {
    const due = sendAgainAfter({ createdAt }, sends, createdAt);
    expect(due && epochMs(due) - epochMs(createdAt)).toBe(seconds * 1000);
  });

  it('is not sent again a day after it was accepted, and still is a moment before', () => {
    const day = 86_400_000;
    expect(sendAgainAfter({ createdAt }, 1, plusMs(createdAt, day - 10_000))).toBeNull();
    expect(sendAgainAfter({ createdAt }, 1, plusMs(createdAt, day - 10_001))).not.toBeNull();
  });
});

describe('completing an operation', () => {
  it('keeps the outcome and sends no more', () => {
    expect(complete(anOperation({ createdAt }), aSuccess(), createdAt)).toMatchObject({
      state: 'succeeded',
      completedAt: createdAt,
      sendAgainAt: null,
      version: 2,
    });
  });

  it('does nothing the second time, whatever the second outcome says', () => {
    const done = complete(anOperation({ createdAt }), aRefusal(), createdAt);
    expect(complete(done, aSuccess(), createdAt)).toBe(done);
  });
});
