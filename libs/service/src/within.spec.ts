import { describe, expect, it } from '@jest/globals';
import { within } from './within.js';

const late = () => new Error('too late');

describe('within a time', () => {
  it('is what the work gives, or fails with', async () => {
    await expect(within(1000, Promise.resolve('done'), late)).resolves.toBe('done');
    await expect(within(1000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
  });

  it('fails with what the caller makes when the work does not end', async () => {
    await expect(within(5, new Promise(() => undefined), late)).rejects.toThrow('too late');
  });
});
