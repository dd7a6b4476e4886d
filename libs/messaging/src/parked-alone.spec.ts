import { beforeEach, describe, expect, it } from '@jest/globals';
import { createCompany } from '@reservoir/messages';
import { DecidingService, MemoryCounters, sent } from '../testing/deciding.js';

const turn = { code: 'operation-in-flight', detail: 'it waits for a later record of its key' };
const missing = { code: 'unknown-parent', detail: 'no news of it yet' };

let service: DecidingService;
/** What was decided, by offset; what waits, and how. */
let decided: number[];
let waits: ReadonlyMap<number, 'alone' | 'with its key'>;

beforeEach(() => {
  const counters = new MemoryCounters([{ id: 'c', version: 1, count: 1 }]);
  service = new DecidingService(counters);
  decided = [];
  service.handle = (context) => {
    const how = waits.get(context.record.offset);
    if (how === 'alone') return context.park(turn, { alone: true });
    if (how === 'with its key') return context.park(missing);
    decided.push(context.record.offset);
  };
});

const record = (offset: number) => sent(createCompany, offset, { key: 'k' });

describe('a record that waits alone', () => {
  it('lets later records of its key go on, those that it waits for among them', async () => {
    waits = new Map([[0, 'alone']]);
    const { parked } = await service.chunk([record(0), record(1)]);
    await service.chunk([record(2)]);
    expect(parked).toMatchObject([{ offset: 0, reason: turn }]);
    expect(decided).toEqual([1, 2]);
    const still = await service.retry(parked, [record(0)]);
    expect([still.unparked, still.parked]).toEqual([[], []]);
    waits = new Map();
    const { unparked } = await service.retry(parked, [record(0)]);
    expect([unparked, decided]).toEqual([['companies.commands.v1/0@0'], [1, 2, 0]]);
    expect([...service.lane.parked]).toEqual([]);
  });

  it('lets them go on from then on, when it has waited behind another before; and counts its time from the beginning', async () => {
    waits = new Map([[0, 'with its key']]);
    const { parked } = await service.chunk([record(0), record(1)]);
    expect(parked.map(({ waitsFor }) => waitsFor)).toEqual(['k', 'k']);
    waits = new Map([[1, 'alone']]);
    const { unparked, parked: again } = await service.retry(parked, [record(0), record(1)]);
    expect(unparked).toEqual(['companies.commands.v1/0@0', 'companies.commands.v1/0@1']);
    expect(again).toMatchObject([{ offset: 1, reason: turn, parkedAt: parked[1]!.parkedAt }]);
    await service.chunk([record(2)]);
    expect(decided).toEqual([0, 2]);
    waits = new Map();
    await service.retry(again, [record(1)]);
    expect([decided, [...service.lane.parked]]).toEqual([[0, 2, 1], []]);
  });

  it('is tried although an earlier record of its key waits on', async () => {
    waits = new Map([[0, 'alone']]);
    const { parked: job } = await service.chunk([record(0)]);
    waits = new Map([[1, 'with its key']]);
    const { parked: command } = await service.chunk([record(1)]);
    await service.retry([...command, ...job], [record(1), record(0)]);
    expect(decided).toEqual([0]);
    expect([...service.lane.parked]).toEqual([['k', 1]]);
  });
});
