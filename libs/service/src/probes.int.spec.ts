import { afterEach, describe, expect, it } from '@jest/globals';
import type { HealthView } from './health.js';
import { createMetrics } from './metrics.js';
import { type Probes, startProbes } from './probes.js';

let probes: Probes | undefined;
let view: HealthView;
const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${probes?.port ?? 0}${path}`, init);
  return { status: response.status, body: await response.text() };
};
const start = async () => {
  view = {
    started: false,
    stopping: false,
    crash: undefined,
    mongodb: { up: true },
    kafka: { up: true },
    consumer: { alive: true, ready: true, detail: { lanes: 3 } },
  };
  probes = await startProbes(0, () => view, createMetrics('tiny'));
};
afterEach(async () => {
  await probes?.close();
  probes = undefined;
});

describe('the probes', () => {
  it('follow the state of the service', async () => {
    await start();
    const statuses = async () =>
      Promise.all(['live', 'ready', 'startup'].map(async (name) => (await ask(`/health/${name}`)).status));
    expect(await statuses()).toEqual([200, 503, 503]);
    view = { ...view, started: true };
    expect(await statuses()).toEqual([200, 200, 200]);
    view = { ...view, mongodb: { up: false } };
    expect(await statuses()).toEqual([200, 503, 200]);
    view = { ...view, crash: 'gone' };
    expect(await statuses()).toEqual([503, 503, 200]);
  });

  it('say why', async () => {
    await start();
    view = { ...view, started: true, mongodb: { up: false } };
    expect(JSON.parse((await ask('/health/ready?verbose')).body)).toEqual({
      status: 'failing',
      reasons: ['MongoDB is away'],
      consumer: { lanes: 3 },
    });
  });

  it('show the metrics', async () => {
    await start();
    const { status, body } = await ask('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('nodejs_eventloop_lag_seconds{service="tiny"}');
  });

  it('answer nothing else', async () => {
    await start();
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/constructor')).status).toBe(404);
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405);
  });

  it('name the variable when their port is in use', async () => {
    await start();
    const again = startProbes(probes!.port, () => view, createMetrics('tiny'));
    await expect(again).rejects.toThrow(/port \d+ is in use: set HEALTH_PORT/);
  });
});
