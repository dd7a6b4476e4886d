import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { startTogether } from './start-together.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Work that says when it starts, in milliseconds since the test's first. */
function recorded() {
  const mayStart = startTogether(25);
  const from = performance.now();
  const started: [name: string, at: number][] = [];
  const come = (name: string): void => {
    void mayStart().then(() => started.push([name, performance.now() - from]));
  };
  return { come, started };
}

it('starts at once when nothing has started for the time', async () => {
  const { come, started } = recorded();
  come('a');
  await jest.advanceTimersByTimeAsync(25);
  come('b');
  await jest.advanceTimersByTimeAsync(0);
  expect(started).toEqual([
    ['a', 0],
    ['b', 25],
  ]);
});

it('starts what comes within the time together, when it is over', async () => {
  const { come, started } = recorded();
  come('a');
  await jest.advanceTimersByTimeAsync(5);
  come('b');
  await jest.advanceTimersByTimeAsync(15);
  come('c');
  await jest.advanceTimersByTimeAsync(4);
  expect(started).toEqual([['a', 0]]);
  await jest.advanceTimersByTimeAsync(1);
  expect(started.slice(1)).toEqual([
    ['b', 25],
    ['c', 25],
  ]);
});

it('counts the time from the start of a group anew', async () => {
  const { come, started } = recorded();
  come('a');
  await jest.advanceTimersByTimeAsync(20);
  come('b');
  await jest.advanceTimersByTimeAsync(20);
  come('c');
  await jest.advanceTimersByTimeAsync(100);
  expect(started).toEqual([
    ['a', 0],
    ['b', 25],
    ['c', 50],
  ]);
});
