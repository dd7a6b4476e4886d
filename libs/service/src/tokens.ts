/** The mongoose Connection to this service's database. */
export const MONGO = Symbol('MONGO');
/** The kernel's Clock. */
export const CLOCK = Symbol('CLOCK');
/** The pino Logger. */
export const LOGGER = Symbol('LOGGER');
/** The prom-client Registry that /metrics shows. */
export const METRICS = Symbol('METRICS');
/** The kafkajs client, for what is neither consumed nor published in chunks. */
export const KAFKA = Symbol('KAFKA');
/** The CommandPublisher: sends commands that no record caused. */
export const COMMANDS = Symbol('COMMANDS');
/** An AbortSignal that fires when the shutdown begins: end what waits or streams. */
export const SHUTDOWN = Symbol('SHUTDOWN');
/** Provided by the app: its ChunkStores. */
export const STORES = Symbol('STORES');
/** Provided by the app, if it has time-driven work: its DueFinders. */
export const DUE_FINDERS = Symbol('DUE_FINDERS');
/** The sandbox's clock as people read it (ClockFollower); null when SANDBOX is off. */
export const SANDBOX = Symbol('SANDBOX');
/** Provided by the service that operators ask to advance the sandbox's clock: where advances are kept (Advances). */
export const ADVANCES = Symbol('ADVANCES');
