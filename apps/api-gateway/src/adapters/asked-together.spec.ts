import { expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { askedTogether } from './asked-together.js';

interface Batch {
  readonly asked: readonly string[];
  readonly end: (error?: Error) => void;
}

/** Questions are answered in capitals, when the test ends their batch. */
function recorded() {
  const batches: Batch[] = [];
  const ask = askedTogether(
    async (asked: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const end = (error?: Error): void => {
          if (error) reject(error);
          else resolve(asked.map((one) => one.toUpperCase()));
        };
        batches.push({ asked, end });
      }),
  );
  return { ask, batches };
}
const turns = async (): Promise<void> => {
  await setImmediate();
  await setImmediate();
};

it('asks together what is asked in one turn of the event loop, repeated questions too', async () => {
  const { ask, batches } = recorded();
  const answers = Promise.all(['a', 'b', 'a'].map(ask));
  await turns();
  expect(batches.map(({ asked }) => asked)).toEqual([['a', 'b', 'a']]);
  batches[0]?.end();
  expect(await answers).toEqual(['A', 'B', 'A']);
});

it('keeps what is asked meanwhile for the next time, and remembers no answer', async () => {
  const { ask, batches } = recorded();
  const first = ask('a');
  await turns();
  const others = Promise.all([ask('a'), ask('b')]);
  await turns();
  expect(batches).toHaveLength(1);
  batches[0]?.end();
  expect(await first).toBe('A');
  await turns();
  expect(batches[1]?.asked).toEqual(['a', 'b']);
  batches[1]?.end();
  expect(await others).toEqual(['A', 'B']);
});

it('fails for all that were asked together, and for nobody after them', async () => {
  const { ask, batches } = recorded();
  const failed = Promise.allSettled([ask('a'), ask('b')]);
  await turns();
  batches[0]?.end(new Error('away'));
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const answer = ask('c');
  await turns();
  batches[1]?.end();
  expect(await answer).toBe('C');
});

it('waits for a slow answer a while only', async () => {
  const { ask, batches } = recorded();
  void ask('slow');
  await turns();
  const answer = ask('a');
  while (batches.length < 2) await turns();
  batches[1]?.end();
  expect(await answer).toBe('A');
});
