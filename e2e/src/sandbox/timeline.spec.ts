import { describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import { Timeline } from './timeline.js';

const at = (day: number): Instant => instant(`2027-03-0${day}T12:00:00Z`);

/** A timeline that writes down what happens. */
function aTimeline(pass: (to: Instant) => Promise<void> = async () => Promise.resolve()) {
  const diary: string[] = [];
  const timeline = new Timeline(
    async () => Promise.resolve(void diary.push('begin')),
    async (to) => {
      diary.push(`to ${to.slice(8, 10)}`);
      await pass(to);
    },
  );
  const visits = (name: string, ...dates: readonly number[]) =>
    timeline.case(async (until) => {
      for (const date of dates) {
        await until(at(date));
        diary.push(`${name} on ${date}`);
      }
    });
  return { diary, timeline, visits };
}

describe('cases over one passing of time', () => {
  it('go on side by side, in the order of their dates, and each date comes once', async () => {
    const { diary, visits } = aTimeline();
    const tests = [visits('one', 1, 4), visits('two', 1, 2, 3)];
    for (const test of tests) await test();
    expect(diary).toEqual(
      ['begin', 'to 01', 'one on 1', 'two on 1', 'to 02', 'two on 2', 'to 03', 'two on 3', 'to 04'].concat(
        'one on 4',
      ),
    );
  });

  it('one that fails holds nobody up, and fails its own test only', async () => {
    const { diary, timeline, visits } = aTimeline();
    const failing = timeline.case(async (until) => {
      await until(at(1));
      throw new Error('not as expected');
    });
    const other = visits('other', 2);
    await expect(failing()).rejects.toThrow('not as expected');
    await other();
    expect(diary).toEqual(['begin', 'to 01', 'to 02', 'other on 2']);
  });

  it('when time cannot pass, those fail who wait for it', async () => {
    const { visits } = aTimeline(async (to) =>
      to === at(2) ? Promise.reject(new Error('stuck')) : Promise.resolve(),
    );
    const tests = [visits('one', 1), visits('two', 2), visits('three', 3)];
    const ends = await Promise.allSettled(tests.map(async (test) => test()));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
