import { beforeEach, describe, expect, it } from '@jest/globals';
import { createCompany } from '@reservoir/messages';
import { DecidingService, MemoryCounters, sent } from '../testing/deciding.js';
import type { RecordContext } from './record-context.js';

const missing = { code: 'unknown-parent', detail: 'no news of it yet' };
let counters: MemoryCounters;
let service: DecidingService;
let prerequisiteIsThere: boolean;
const attempts: { operationId: string | null; last: boolean }[] = [];

beforeEach(() => {
  counters = new MemoryCounters([{ id: 'c', version: 1, count: 1 }]);
  service = new DecidingService(counters);
  prerequisiteIsThere = false;
  attempts.length = 0;
  service.handle = (context: RecordContext) => {
    attempts.push({ operationId: context.record.operationId, last: context.lastAttempt });
    if (!prerequisiteIsThere && !context.lastAttempt) return context.park(missing);
    counters.increase(context.chunk, 'c');
  };
});

const command = (offset: number, operationId = 'o-1', key = 'k') =>
  sent(createCompany, offset, { operationId, key });

describe('a command of the gateway that is parked', () => {
  it('does not count as decided, so that it is decided when its prerequisite is there', async () => {
    const { parked } = await service.chunk([command(0)]);
    expect(parked).toMatchObject([{ offset: 0, waitsFor: 'k', reason: missing }]);
    expect([...service.decidedOperations]).toEqual([]);
    prerequisiteIsThere = true;
    const { unparked } = await service.retry(parked, [command(0)]);
    expect(unparked).toEqual(['companies.commands.v1/0@0']);
    expect([...service.decidedOperations]).toEqual(['o-1']);
    expect(counters.written).toEqual([{ id: 'c', version: 2, count: 2 }]);
    expect([...service.lane.parked]).toEqual([]);
  });

  it('and sent again meanwhile is decided once, and both records stop waiting', async () => {
    const { parked: first } = await service.chunk([command(0)]);
    const { parked: again } = await service.chunk([command(1)]);
    expect(again).toMatchObject([{ offset: 1, reason: { code: 'waits-behind' } }]);
    prerequisiteIsThere = true;
    const { unparked, skipped } = await service.retry([...first, ...again], [command(0), command(1)]);
    expect(unparked).toHaveLength(2);
    expect(skipped).toEqual({ lane: 0, operation: 1 });
    expect(counters.written).toEqual([{ id: 'c', version: 2, count: 2 }]);
  });

  it('and sent again in the same chunk waits twice, behind itself', async () => {
    const { parked } = await service.chunk([command(0), command(1)]);
    expect(parked.map(({ reason }) => reason.code)).toEqual(['unknown-parent', 'waits-behind']);
    expect(attempts).toHaveLength(1);
  });

  it('stays where it is while nothing has changed, and so does what waits behind it', async () => {
    const { parked } = await service.chunk([command(0), command(1, 'o-2')]);
    const { unparked, published } = await service.retry(parked, [command(0), command(1, 'o-2')]);
    expect([unparked, published]).toEqual([[], []]);
    expect(attempts.map(({ operationId }) => operationId)).toEqual(['o-1', 'o-1']);
    expect([...service.lane.parked]).toEqual([['k', 2]]);
    expect([...service.decidedOperations]).toEqual([]);
  });

  it('is decided without what it misses when its time is over', async () => {
    const { parked } = await service.chunk([command(0)]);
    const old = parked.map((document) => ({ ...document, parkedAt: new Date(Date.now() - 1000) }));
    await service.retry(old, [command(0)]);
    expect(attempts.at(-1)).toEqual({ operationId: 'o-1', last: true });
    expect([...service.decidedOperations]).toEqual(['o-1']);
  });

  it('is not tried at all when it was decided before: a repeat that overtook it', async () => {
    const { parked } = await service.chunk([command(0)]);
    service.decidedOperations.add('o-1');
    const { unparked, skipped } = await service.retry(parked, [command(0)]);
    expect([unparked.length, skipped.operation, attempts.length]).toEqual([1, 1, 1]);
  });

  it('holds up no other key', async () => {
    service.handle = (context) => {
      if (context.record.key === 'slow') context.park(missing);
      else counters.increase(context.chunk, 'c');
    };
    const { parked } = await service.chunk([command(0, 'o-1', 'slow'), command(1, 'o-2', 'quick')]);
    expect(parked).toHaveLength(1);
    expect([...service.decidedOperations]).toEqual(['o-2']);
  });
});
