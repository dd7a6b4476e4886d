import { Registry, collectDefaultMetrics } from 'prom-client';

/** The registry that /metrics shows, with what Node tells of itself; every line is labelled with the service. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}
