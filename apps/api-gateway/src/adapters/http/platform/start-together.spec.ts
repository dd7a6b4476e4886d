import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { startTogether } from './start-together.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Work that says when it starts, in milliseconds since the test's first, and ends when it is told to. */
function recorded() {
  const mayStart = startTogether({ leastMs: 10, mostMs: 50 });
  const from = performance.now();
  const started: [name: string, at: number][] = [];
  const ends = new Map<string, () => void>();
  const come = (...names: readonly string[]): void => {
    for (const name of names)
      void mayStart().then((end) => {
        started.push([name, performance.now() - from]);
        ends.set(name, end);
      });
  };
  const end = (name: string): void => ends.get(name)?.();
  return { come, end, started };
}

it('starts at once when nothing is at work', async () => {
  const { come, end, started } = recorded();
  come('a');
  await pass(15);
  end('a');
  await pass(5);
  come('b');
  await pass(0);
  expect(started).toEqual([
    ['a', 0],
    ['b', 20],
  ]);
});

it('starts what comes meanwhile together, as soon as all of the group before has ended', async () => {
  const { come, end, started } = recorded();
  come('a');
  await pass(5);
  come('b', 'c');
  await pass(25);
  end('a');
  come('d');
  await pass(1);
  expect(started.slice(1)).toEqual([
    ['b', 30],
    ['c', 30],
  ]);
  end('b');
  await pass(19);
  expect(started).toHaveLength(3);
  end('c');
  await pass(0);
  expect(started.slice(3)).toEqual([['d', 50]]);
});

it('leaves groups of what ends quickly some time apart', async () => {
  const { come, end, started } = recorded();
  come('a');
  await pass(1);
  end('a');
  come('b');
  await pass(100);
  expect(started).toEqual([
    ['a', 0],
    ['b', 10],
  ]);
});

it('waits for what takes long no longer than so', async () => {
  const { come, end, started } = recorded();
  come('a');
  await pass(20);
  come('b');
  await pass(40);
  come('c');
  await pass(1);
  end('a');
  await pass(100);
  expect(started).toEqual([
    ['a', 0],
    ['b', 50],
    ['c', 100],
  ]);
});
