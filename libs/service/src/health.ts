/** What the probes are answered from. */
export interface HealthView {
  readonly started: boolean;
  readonly stopping: boolean;
  /** Why the process cannot go on; undefined while it can. */
  readonly crash: string | undefined;
  readonly mongodb: { readonly up: boolean } | undefined;
  readonly kafka: { readonly up: boolean } | undefined;
  readonly consumer:
    { readonly alive: boolean; readonly ready: boolean; readonly detail: unknown } | undefined;
}

/** The answer of a probe: what is wrong, nothing when all is well. */
export interface Verdict {
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

/** Whether the process can go on; else it is to be replaced. A server that is away is no reason. */
export const live = ({ crash, consumer }: HealthView): Verdict =>
  verdict([crash, consumer?.alive === false && 'the consumer has crashed']);

/** Whether the process does its work now. */
export const ready = (view: HealthView): Verdict =>
  verdict([
    view.crash,
    !view.started && 'starting',
    view.stopping && 'shutting down',
    view.mongodb?.up === false && 'MongoDB is away',
    view.kafka?.up === false && 'Kafka is away',
    view.consumer?.ready === false && 'the consumer is not ready',
  ]);

/** Whether the start is over. */
export const startup = ({ started }: HealthView): Verdict => verdict([!started && 'starting']);

function verdict(faults: readonly (string | false | undefined)[]): Verdict {
  const reasons = faults.filter((fault) => typeof fault === 'string');
  return { ok: reasons.length === 0, reasons };
}
