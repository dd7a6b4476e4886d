/** `@reservoir/testing/servers`: Kafka and MongoDB for tests, benchmarks and the local start. */
export type { Addresses, ServerOptions, Servers } from './servers.js';
export { startServers } from './start-servers.js';
export { choosePort, freePort, isFree } from './ports.js';
export { type Supervised, supervise } from './supervise.js';
