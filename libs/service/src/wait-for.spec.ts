import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { type WaitOptions, waitFor } from './wait-for.js';

function patience(change: Partial<WaitOptions> = {}) {
  const lines: string[] = [];
  const options: WaitOptions = {
    server: 'Kafka at k:9092',
    advice: 'Start it',
    deadline: performance.now() + 60_000,
    logger: createLogger('tiny', 'info', { write: (line) => lines.push(line) }),
    signal: new AbortController().signal,
    isFinal: () => false,
    ...change,
  };
  return { options, lines };
}

const away = () => Promise.reject(new Error('ECONNREFUSED'));

describe('waiting for a server', () => {
  it('says what it waits for, and goes on when it comes', async () => {
    const { options, lines } = patience();
    let attempts = 0;
    const result = await waitFor(async () => ((attempts += 1) < 3 ? away() : 'here'), options);
    expect(result).toBe('here');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/ECONNREFUSED.*waiting for Kafka at k:9092/);
  });

  it('ends at the deadline with what to do', async () => {
    const { options } = patience({ deadline: performance.now() + 100 });
    await expect(waitFor(away, options)).rejects.toThrow(
      /^Kafka at k:9092 did not answer in .* s \(ECONNREFUSED\)\. Start it\.$/,
    );
  });

  it('ends at once when waiting cannot help', async () => {
    const { options } = patience({ isFinal: () => true });
    await expect(waitFor(away, options)).rejects.toThrow('Kafka at k:9092 cannot be used: ECONNREFUSED');
  });

  it('ends at once when the process is asked to end', async () => {
    const abort = new AbortController();
    const { options } = patience({ signal: abort.signal });
    const waiting = waitFor(away, options);
    setTimeout(() => abort.abort(new Error('ending')), 50);
    await expect(waiting).rejects.toThrow();
  });
});
