import { type Server, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { choosePort, freePort, isFree } from './ports.js';

describe('ports', () => {
  let taken: Server;
  let port: number;

  beforeEach(async () => {
    port = await freePort();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => taken.close(resolve)));

  test('one that something listens on is not free', async () => {
    expect(await isFree(port)).toBe(false);
  });

  test('a preferred one in use is replaced, and that is reported', async () => {
    const lines: string[] = [];
    const chosen = await choosePort(port, (line) => lines.push(line));
    expect(chosen).not.toBe(port);
    expect(lines).toEqual([`port ${port} is in use: taking ${chosen}`]);
  });

  test('a preferred one that is free is taken without a word', async () => {
    const free = await freePort();
    const lines: string[] = [];
    expect(await choosePort(free, (line) => lines.push(line))).toBe(free);
    expect(lines).toEqual([]);
  });

  test('without a preference any free one is taken, below those of outgoing connections', async () => {
    const chosen = await choosePort(undefined, () => undefined);
    expect(chosen).toBeGreaterThanOrEqual(20_000);
    expect(chosen).toBeLessThan(32_000);
  });

  test('the search passes over those in use', async () => {
    const draws = [(port - 20_000) / 12_000, 0.25];
    expect(await freePort(() => draws.shift() ?? 0.5)).not.toBe(port);
  });
});
