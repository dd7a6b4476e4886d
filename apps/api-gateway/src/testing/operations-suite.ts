import { describe, expect, it } from '@jest/globals';
import { instant, newId, plusMs } from '@reservoir/kernel';
import type { Operations } from '../application/operations.js';
import { aSuccess, anOperation } from './operations.js';

const createdAt = instant('2026-11-21T09:00:00Z');
const answer = {
  status: 201,
  headers: { location: '/v1/contracts/c' },
  body: { id: 'c', 'dotted.key': [1] },
};

/** What every implementation of the port must do. `open` gives an empty or shared collection. */
export function operationsSuite(name: string, open: () => Operations | Promise<Operations>): void {
  const keyed = (key: string = newId()) =>
    anOperation({ id: newId(), createdAt, idempotency: { key, requestHash: 'hash' } });

  describe(`operations in ${name}`, () => {
    it('gives back what it was given', async () => {
      const operations = await open();
      const operation = { ...keyed(), state: 'succeeded', outcome: aSuccess(), answer } as const;
      expect(await operations.add(operation)).toBeUndefined();
      expect(await operations.find(operation.id)).toEqual(operation);
      expect(await operations.find(newId())).toBeUndefined();
    });

    it('gives back a command as it was sent, so that it is the same when it is sent again: what was left out stays out', async () => {
      const operations = await open();
      const data = { request: { term: 'Y1', alignEnd: undefined }, cascade: undefined, productId: null };
      const command = { type: 'reservoir.contracts.cancel-contract.v1', data };
      const operation = { ...keyed(), command };
      await operations.add(operation);
      expect(JSON.stringify((await operations.find(operation.id))?.command)).toBe(JSON.stringify(command));
    });

    it('keeps any number of operations without a key', async () => {
      const operations = await open();
      expect(await operations.add(anOperation({ id: newId() }))).toBeUndefined();
      expect(await operations.add(anOperation({ id: newId() }))).toBeUndefined();
    });

    it('lets one of 20 simultaneous requests with one key make an operation, and tells the others which', async () => {
      const operations = await open();
      const key = newId();
      const contenders = Array.from({ length: 20 }, () => keyed(key));
      const holders = await Promise.all(contenders.map((one) => operations.add(one)));
      const added = contenders.filter((_, index) => holders[index] === undefined);
      expect(added).toHaveLength(1);
      expect(holders.filter(Boolean).map((holder) => holder!.id)).toEqual(Array(19).fill(added[0]!.id));
    });

    it('keeps the first answer only', async () => {
      const operations = await open();
      const operation = keyed();
      await operations.add(operation);
      await operations.keepAnswer(operation.id, answer);
      await operations.keepAnswer(operation.id, { ...answer, status: 202 });
      expect((await operations.find(operation.id))?.answer).toEqual(answer);
      expect(await operations.takeOver(operation, createdAt)).toBe(false);
    });

    it('lets one of many take over the answer, and another one after it gave up', async () => {
      const operations = await open();
      const operation = keyed();
      await operations.add(operation);
      const until = plusMs(operation.answeringUntil, 1000);
      const takeovers = await Promise.all([1, 2, 3, 4, 5].map(() => operations.takeOver(operation, until)));
      expect(takeovers.filter(Boolean)).toHaveLength(1);
      await operations.giveUpAnswering(operation.id, createdAt);
      expect((await operations.find(operation.id))?.answeringUntil).toBe(createdAt);
    });

    it('finds what is due, the longest due first, and lets one of many reschedule it', async () => {
      const operations = await open();
      const at = (ms: number) => plusMs(createdAt, ms);
      const [late, early, never, done] = [1000, 500, null, 100].map((ms) =>
        anOperation({ id: newId(), sendAgainAt: ms === null ? null : at(ms) }),
      ) as [ReturnType<typeof keyed>, ...ReturnType<typeof keyed>[]];
      for (const one of [
        late,
        early!,
        never!,
        { ...done!, state: 'succeeded', outcome: aSuccess() } as const,
      ])
        await operations.add(one);
      const mine = new Set([late.id, early!.id, never!.id, done!.id]);
      const due = async (ms: number) =>
        (await operations.due(at(ms), 1000)).map((one) => one.id).filter((id) => mine.has(id));
      expect(await due(1000)).toEqual([early!.id, late.id]);
      expect(await due(999)).toEqual([early!.id]);
      const moved = await Promise.all([1, 2, 3].map(() => operations.reschedule(early!, at(5000))));
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await operations.find(early!.id)).toMatchObject({ sends: 2, sendAgainAt: at(5000) });
      expect(await due(1000)).toEqual([late.id]);
    });
  });
}
