/** What differs from one local Kafka to another. */
export interface KafkaPlace {
  readonly port: number;
  readonly controllerPort: number;
  readonly dataFolder: string;
}

/** 2 MiB: a record of the default 1 MB still fits when its reason has been added to it as a dead letter. */
const maxRecordBytes = 2 * 1024 * 1024;

/** The configuration of a Kafka of one node, broker and controller at once, that only this machine can reach. */
export function kafkaProperties(place: KafkaPlace): string {
  const properties: Readonly<Record<string, string | number | boolean>> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${place.controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${place.port},CONTROLLER://127.0.0.1:${place.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${place.port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': place.dataFolder,
    // Topics are created on purpose, with their partitions, or not at all.
    'auto.create.topics.enable': false,
    'message.max.bytes': maxRecordBytes,
    // A laptop that slept for weeks must find its topics whole: lanes refuse to run past a gap.
    'log.retention.ms': -1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.min.isr': 1,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'group.initial.rebalance.delay.ms': 0,
    // Tests that kill consumers wait for the end of their sessions.
    'group.min.session.timeout.ms': 1000,
    // How long the cleaner of compacted topics rests when it finds nothing to do.
    'log.cleaner.backoff.ms': 1000,
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
