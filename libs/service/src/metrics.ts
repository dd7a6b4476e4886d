import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Node wakes up so often to see how late it is: at the usual 10 ms, that is most of what a service does at rest. */
const eventLoopSampledMs = 100;

/** The registry that /metrics shows, with what Node tells of itself; every line is labelled with the service. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampledMs });
  return registry;
}

/** Makes metrics of a registry: `reservoir_<name>`, with their labels by name. */
export function metricsIn(registry: Registry) {
  const common = (name: string, help: string) => ({ name: `reservoir_${name}`, help, registers: [registry] });
  return {
    counter: <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Counter<Label>({ ...common(name, help), labelNames }),
    gauge: <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Gauge<Label>({ ...common(name, help), labelNames }),
    histogram: <Label extends string>(
      name: string,
      help: string,
      buckets: number[],
      ...labelNames: Label[]
    ) => new Histogram<Label>({ ...common(name, help), buckets, labelNames }),
  };
}
