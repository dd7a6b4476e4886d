import { describe, expect, it } from '@jest/globals';
import { type Instant, plusDays, plusMs } from '@reservoir/kernel';
import { eventually } from '@reservoir/testing';
import type { AppName } from '@reservoir/tools/platform';
import { assignmentOf } from '../world.js';
import { noonOf } from './calendar.js';
import { Desk, module, product } from './desk.js';
import { bringUp, freeze, jump, takeDown, wake } from './failing.js';
import { days, played, soon, timeToPlay } from './playing.js';
import { tap } from './sandbox.js';

const minutes = (n: number): number => n * 60_000;

interface Ended {
  readonly state: string;
}
interface Said {
  readonly pool?: { readonly partnerId: string; readonly sku: string };
  readonly holder?: { readonly customerId: string };
}

/** What license pools are asked, tell and answer: one of these kinds. */
const said = (...kinds: readonly string[]): readonly Said[] =>
  tap.records
    .filter(({ headers }) => kinds.some((kind) => headers['ce_type'] === `reservoir.license-pool.${kind}.v1`))
    .map(({ value }) => JSON.parse(String(value)) as Said);

/** Takes two pools and their assignment to where both commits are on the way, and the first reservation is over. */
async function commitsInFlight({ partnerId }: Desk, noon: Instant, assign: () => void): Promise<void> {
  const isSaid = async (kind: string, sku: string): Promise<void> =>
    eventually(() => {
      const those = said(kind).filter(({ pool }) => pool?.partnerId === partnerId && pool.sku === sku);
      expect([kind, those.length]).toEqual([kind, 1]);
    }, soon);
  await freeze('license-pool');
  assign();
  await isSaid('reserve-licenses', product);
  await oneInsteadOfOther('contracts', 'license-pool');
  await isSaid('licenses-reserved', product);
  await jump(plusMs(noon, minutes(10))); // the second reservation is held 10 minutes longer
  await oneInsteadOfOther('license-pool', 'contracts');
  await isSaid('reserve-licenses', module);
  await oneInsteadOfOther('contracts', 'license-pool');
  await isSaid('licenses-reserved', module);
  await takeDown('license-pool');
  await wake('contracts');
  await isSaid('commit-reservation', product);
  await isSaid('commit-reservation', module);
  await freeze('contracts');
  await jump(plusMs(noon, minutes(16)));
}

/** Only the second of two goes on. */
async function oneInsteadOfOther(frozen: AppName, awake: AppName): Promise<void> {
  await freeze(frozen);
  await wake(awake);
}

describe('worked case 6 (CT-4, PO-5): a reservation times out while its commit is in flight', () => {
  it(
    'the commit is refused, the other pool returns its own, the contract ends cancelled and was never active',
    played(async (until) => {
      const desk = await Desk.open('case-6');
      await Promise.all([desk.buy(10), desk.buy(10, { sku: module })]);
      const customerId = await desk.customer();
      const noon = noonOf(plusDays(days.begin, 10)); // nobody else plays on that day
      await until(noon);
      const request = assignmentOf(customerId, { addOns: [module], autoRenew: { on: false } });
      const assign = () => void desk.api.send('POST', '/v1/contracts', request).catch(() => undefined);
      await commitsInFlight(desk, noon, assign).catch(async (error: unknown) => {
        await Promise.all([wake('license-pool'), wake('contracts')]); // others go on
        throw error;
      });
      await bringUp('license-pool', 9);
      await eventually(() => {
        const answers = said('reservation-committed', 'commit-refused');
        expect(answers.filter(({ holder }) => holder?.customerId === customerId)).toHaveLength(2);
      }, soon);
      await wake('contracts');
      const contracts = await eventually(async () => {
        const { body } = await desk.api.get(`/v1/contracts?customerId=${customerId}`);
        const { items } = body as { items: readonly Ended[] };
        expect(items.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
        return items;
      }, soon);
      const never = { activatedAt: null, reason: { code: 'reservation-over', rule: 'PO-5' } };
      expect(contracts).toMatchObject([never, never]);
      // what was committed is returned once the contracts are cancelled
      await eventually(async () => {
        for (const sku of [product, module])
          expect(await desk.counts(sku)).toMatchObject({ available: 10, reserved: 0, assigned: 0 });
      }, soon);
    }),
    timeToPlay,
  );
});
