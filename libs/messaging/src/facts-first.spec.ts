import { describe, expect, test } from '@jest/globals';
import { FactsFirst } from './facts-first.js';

const facts = 'companies.events.v1';
const orders = 'orders.v1';

/** Partition 0 of the facts holds offsets 5 to 9, partition 1 none. */
function world(next: ReadonlyMap<string, number>) {
  const seen = { warnings: 0, paused: 0, resumed: 0, nowMs: 0, next };
  const offsets = [
    { partition: 0, low: '5', high: '10', offset: '10' },
    { partition: 1, low: '4', high: '4', offset: '4' },
  ];
  const first = new FactsFirst([facts], {
    admin: { fetchTopicOffsets: async () => Promise.resolve(offsets) },
    positions: { nextOf: async () => Promise.resolve(seen.next) },
    logger: { warn: () => (seen.warnings += 1) },
    now: () => seen.nowMs,
  });
  const pause = () => {
    seen.paused += 1;
    return () => {
      seen.resumed += 1;
    };
  };
  return { first, seen, pause };
}

describe('FactsFirst', () => {
  test('holds other topics back until the facts are read to their end', async () => {
    const { first, seen, pause } = world(new Map([[`${facts}/0`, 9]]));
    expect(first.holdsBack(facts, pause)).toBe(false);
    expect(first.holdsBack(orders, pause)).toBe(true);
    await first.look();
    expect(seen).toMatchObject({ paused: 1, resumed: 0 });
    seen.next = new Map([[`${facts}/0`, 10]]);
    await first.look();
    expect(seen).toMatchObject({ resumed: 1, warnings: 0 });
    expect(first.holdsBack(orders, pause)).toBe(false);
  });

  test('lets the others go after a minute, and says which facts are missing', async () => {
    const { first, seen, pause } = world(new Map());
    expect(first.holdsBack(orders, pause)).toBe(true);
    await first.look();
    seen.nowMs = 59_999;
    await first.look();
    expect(seen).toMatchObject({ resumed: 0, warnings: 0 });
    seen.nowMs = 60_000;
    await first.look();
    expect(seen).toMatchObject({ resumed: 1, warnings: 1 });
  });

  test('a service without facts waits for nothing', () => {
    const { pause } = world(new Map());
    const using = { ...({} as ConstructorParameters<typeof FactsFirst>[1]) };
    expect(new FactsFirst([], using).holdsBack(orders, pause)).toBe(false);
  });
});
