/** What tests on real servers need. Imported by specs, benchmarks and tools only. */
export { serverAddresses } from './environment.js';
export { type EventuallyOptions, eventually } from './eventually.js';
export {
  type Tap,
  type TestRecord,
  type TestTopic,
  consumeAll,
  createTopics,
  deleteTopics,
  produce,
  shortestSessionMs,
  tapTopics,
  testKafka,
} from './kafka.js';
export { type TestMongo, connectMongo } from './mongo.js';
export { type UniqueNames, uniqueNames } from './names.js';
export { raceRounds } from './race-rounds.js';
export { type ProfiledQuery, profiled } from './profiled.js';
export { type TcpProxy, tcpProxy } from './tcp-proxy.js';
