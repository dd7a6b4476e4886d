import { describe, expect, it } from '@jest/globals';
import { plusDays, plusMs, startOfDay } from '@reservoir/kernel';
import { eventually } from '@reservoir/testing';
import { noonOf, withDaysLeft } from './calendar.js';
import { Desk } from './desk.js';
import { bringUp, jump, takeDown } from './failing.js';
import { days, played, soon, timeToPlay } from './playing.js';
import { told } from './told.js';

describe('worked case 23 (CT-8): the scheduler is down across an end date', () => {
  it(
    'entitlement is already 0; the event comes late, dated right',
    played(async (until) => {
      const desk = await Desk.open('case-23');
      await desk.buy(10);
      await until(noonOf(days.march));
      const contract = await desk.assign(10);
      await until(plusMs(withDaysLeft(1, days.marchEnd), 3_600_000));
      await takeDown('contracts');
      const [end, late] = [startOfDay(days.marchEnd), noonOf(plusDays(days.marchEnd, 3))];
      await jump(late);
      expect(await desk.entitled(contract)).toBe(0);
      expect(await desk.entitled(contract, plusMs(end, -1))).toBe(10);
      expect(await desk.contract(contract)).toMatchObject({ state: 'active', endedAt: null });

      await bringUp('contracts', 9);
      await eventually(async () => {
        expect(await desk.contract(contract)).toMatchObject({ state: 'expired', endedAt: end });
        const expired = told('contract-expired').filter((event) => event.contract?.id === contract.id);
        expect(expired.map(({ at, time }) => [at, time >= late])).toEqual([[end, true]]);
        expect(await desk.counts()).toMatchObject({ assigned: 0, retired: 10 });
      }, soon);
      expect(await desk.entitled(contract, plusMs(end, -1))).toBe(10);
    }),
    timeToPlay,
  );
});
