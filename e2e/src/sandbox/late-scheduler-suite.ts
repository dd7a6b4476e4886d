import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { epochMs, instant, plusDays, plusMs, startOfDay } from '@reservoir/kernel';
import { clockSet, toKafkaMessage } from '@reservoir/messages';
import { eventually, produce } from '@reservoir/testing';
import { noonOf, withDaysLeft } from './calendar.js';
import { Desk } from './desk.js';
import { days, played, soon, timeToPlay } from './playing.js';
import { clock, world } from './sandbox.js';
import { told } from './told.js';

/** Sets all clocks at once, while somebody is down who would have to answer for an advance. */
async function jump(to: ReturnType<typeof instant>): Promise<void> {
  const aheadMs = epochMs(to) - Date.now();
  const id = randomUUID();
  const attributes = { id, source: '/case', time: instant(Date.now()), correlationId: id };
  const set = toKafkaMessage(clockSet, { ask: id, aheadMs, advance: null }, attributes);
  await produce(world.topicPrefix + clockSet.topic, [set]);
  await eventually(async () => expect((await clock()).now >= to).toBe(true), soon);
}

/** Takes every replica of a service down. */
async function takeDown(app: string): Promise<void> {
  const replicas = [...world.platform.services.values()].filter((one) => one.app === app);
  await Promise.all(replicas.map(async (replica) => replica.stop()));
}

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

      await (await world.platform.startReplica('contracts', 9)).ready();
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
