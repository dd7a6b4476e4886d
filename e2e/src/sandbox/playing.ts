import { expect } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { type Calendar, calendarAfter, noonOf } from './calendar.js';
import { advance, clock } from './sandbox.js';
import { type Case, Timeline } from './timeline.js';

/** The days that are played; known when it begins. */
export let days: Calendar;

/** For the first test, which plays all cases; in milliseconds. */
export const timeToPlay = 600_000;

/** For what needs no passing of time, however busy the machine is. */
export const soon = { timeoutMs: 30_000 };

const timeline = new Timeline(
  async () => {
    days = calendarAfter(instant((await clock()).now));
  },
  async (to) => {
    const { operation } = await advance({ to });
    expect(operation).toMatchObject({ state: 'succeeded', problem: null });
  },
);

/** A case that begins at noon of the first day. @returns the body of its test */
export const played = (play: Case): (() => Promise<void>) =>
  timeline.case(async (until) => {
    await until(noonOf(days.begin));
    await play(until);
  });
