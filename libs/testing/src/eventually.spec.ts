import { describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  test('gives what the check returns once it stops throwing', async () => {
    let tries = 0;
    const check = (): string => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
      return 'done';
    };
    expect(await eventually(check, { everyMs: 1 })).toBe('done');
    expect(tries).toBe(3);
  });

  test('rejects with the last error of an asynchronous check when the time is over', async () => {
    let tries = 0;
    const check = (): Promise<void> => Promise.reject(new Error(`try ${(tries += 1)}`));
    const waiting = eventually(check, { timeoutMs: 30, everyMs: 5 });
    await expect(waiting).rejects.toThrow(/^try \d+$/);
    await expect(waiting).rejects.toThrow(`try ${tries}`);
    expect(tries).toBeGreaterThan(1);
  });

  test('gives up with the reason of the signal', async () => {
    const giveUp = new AbortController();
    const check = (): void => {
      giveUp.abort(new Error('the server ended'));
      throw new Error('not yet');
    };
    await expect(eventually(check, { everyMs: 1, signal: giveUp.signal })).rejects.toThrow(
      'the server ended',
    );
  });
});
