import { describe, expect, it } from '@jest/globals';
import { type HealthView, live, ready, startup } from './health.js';

const well: HealthView = {
  started: true,
  stopping: false,
  crash: undefined,
  mongodb: { up: true },
  kafka: { up: true },
  consumer: { alive: true, ready: true, detail: {} },
};
const verdicts = (change: Partial<HealthView>) => {
  const view = { ...well, ...change };
  return { live: live(view).ok, ready: ready(view).ok, startup: startup(view).ok };
};

describe('the probes', () => {
  it.each<[string, Partial<HealthView>, ReturnType<typeof verdicts>]>([
    ['all is well', {}, { live: true, ready: true, startup: true }],
    [
      'it starts',
      { started: false, mongodb: undefined, consumer: undefined },
      { live: true, ready: false, startup: false },
    ],
    ['it stops', { stopping: true }, { live: true, ready: false, startup: true }],
    ['MongoDB is away', { mongodb: { up: false } }, { live: true, ready: false, startup: true }],
    ['Kafka is away', { kafka: { up: false } }, { live: true, ready: false, startup: true }],
    [
      'the consumer does not run',
      { consumer: { alive: true, ready: false, detail: {} } },
      { live: true, ready: false, startup: true },
    ],
    [
      'the consumer has crashed',
      { consumer: { alive: false, ready: false, detail: {} } },
      { live: false, ready: false, startup: true },
    ],
    ['it cannot go on', { crash: 'why' }, { live: false, ready: false, startup: true }],
    ['it consumes nothing', { consumer: undefined }, { live: true, ready: true, startup: true }],
  ])('when %s', (_, change, expected) => {
    expect(verdicts(change)).toEqual(expected);
  });
});
