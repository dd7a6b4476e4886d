import { afterEach, describe, expect, it } from '@jest/globals';
import { Lifecycle } from './lifecycle.js';
import { createLogger } from './logger.js';

const logger = createLogger('tiny', 'silent');
const stopped: string[] = [];
const exits: number[] = [];
let life: Lifecycle;
const aLife = (shutdownTimeoutMs = 1000): Lifecycle =>
  (life = new Lifecycle({ logger, shutdownTimeoutMs, exit: (code) => exits.push(code) }));
const start = (name: string, down: () => Promise<void> | void = () => undefined) =>
  life.start(
    name,
    () => name,
    () => {
      stopped.push(name);
      return down();
    },
  );
const soon = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(async () => {
  await life.stop();
  stopped.length = 0;
  exits.length = 0;
});

describe('the life of a process', () => {
  it('stops what was started in the opposite order, each once', async () => {
    aLife();
    for (const name of ['a', 'b', 'c']) await start(name);
    expect(await Promise.all([life.stop(), life.stop()])).toEqual([true, true]);
    expect(stopped).toEqual(['c', 'b', 'a']);
  });

  it('stops the others when one cannot be stopped, and says so', async () => {
    aLife();
    await start('a');
    await start('b', () => Promise.reject(new Error('stuck')));
    expect(await life.stop()).toBe(false);
    expect(stopped).toEqual(['b', 'a']);
  });

  it('stops what comes up while it ends, and starts nothing more', async () => {
    aLife();
    await start('a');
    const late = life.start(
      'late',
      () => soon().then(() => 'late'),
      () => void stopped.push('late'),
    );
    await life.stop();
    await expect(late).rejects.toThrow();
    expect(stopped).toEqual(['a', 'late']);
    await expect(start('never')).rejects.toThrow();
  });

  it('ends with 0 on a signal', async () => {
    aLife();
    await start('a');
    process.emit('SIGTERM', 'SIGTERM');
    await soon();
    expect([stopped, exits]).toEqual([['a'], [0]]);
  });

  it('ends with 1 on a second signal', async () => {
    aLife();
    await start('slow', () => soon(100).then(() => undefined));
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGTERM', 'SIGTERM');
    expect(exits).toEqual([1]);
  });

  it('ends with 1 when it takes too long', async () => {
    aLife(20);
    await start('slow', () => soon(100).then(() => undefined));
    process.emit('SIGTERM', 'SIGTERM');
    await soon(60);
    expect(exits).toEqual([1]);
  });

  it('ends with 1 when a step failed', async () => {
    aLife();
    await start('a', () => Promise.reject(new Error('stuck')));
    process.emit('SIGTERM', 'SIGTERM');
    await soon();
    expect(exits).toEqual([1]);
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGTERM');
    aLife();
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    await life.stop();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
