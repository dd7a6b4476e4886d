import { describe, expect, it } from '@jest/globals';
import { type Terminal, parseEnv, port, readEnv, serviceEnvShape } from './env.js';

const least = {
  KAFKA_BROKERS: 'one:9092,two:9092',
  MONGODB_URI: 'mongodb://user:pa55@db:27017/?replicaSet=rs0',
};
const faultsOf = (source: NodeJS.ProcessEnv): readonly string[] => {
  const read = readEnv(serviceEnvShape, source);
  return read.ok ? [] : read.error;
};

class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

function run(source: NodeJS.ProcessEnv, ...argv: string[]) {
  const said = { out: '', err: '', code: 0 };
  const terminal: Terminal = {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    exit: (code) => {
      throw new Exit(code);
    },
  };
  try {
    parseEnv({ name: 'tiny', summary: 'Does little.' }, serviceEnvShape, source, argv, terminal);
  } catch (error) {
    said.code = (error as Exit).code;
  }
  return said;
}

describe('the environment of a service', () => {
  it('needs the two servers only, and names its fields in camel case', () => {
    const read = readEnv(serviceEnvShape, least);
    expect(read.ok && read.value).toMatchObject({
      kafkaBrokers: ['one:9092', 'two:9092'],
      mongodbUri: least.MONGODB_URI,
      mongodbDatabase: 'reservoir',
      topicPrefix: '',
      topicPartitions: 3,
      healthPort: 3100,
      logLevel: 'info',
      sandbox: false,
      scheduler: true,
    });
  });

  it('has no defaults for addresses and secrets', () => {
    expect(faultsOf({})).toEqual([
      expect.stringMatching(/^KAFKA_BROKERS is required: /),
      expect.stringMatching(/^MONGODB_URI is required: /),
    ]);
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(faultsOf({ ...least, KAFKA_BROKERS: '' })).toHaveLength(1);
    expect(faultsOf({ ...least, KAFKA_SASL_USERNAME: '', LOG_LEVEL: '' })).toEqual([]);
  });

  it('reports every fault at once', () => {
    const faults = faultsOf({
      KAFKA_BROKERS: 'kafka',
      MONGODB_URI: 'postgres://u:verysecret@db',
      HEALTH_PORT: '65536',
      LOG_LEVEL: 'loud',
      SANDBOX: 'yes',
      TOPIC_PARTITIONS: '1.5',
      KAFKA_SASL_USERNAME: 'me',
    });
    expect(faults).toEqual([
      'KAFKA_BROKERS must be host:port[,host:port…], not "kafka"',
      'TOPIC_PARTITIONS must be a whole number from 1 to 1000, not "1.5"',
      'MONGODB_URI must start with mongodb:// or mongodb+srv://',
      'HEALTH_PORT must be a whole number from 0 to 65535, not "65536"',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, not "loud"',
      'SANDBOX must be on or off, not "yes"',
      'KAFKA_SASL_PASSWORD is required, since KAFKA_SASL_USERNAME is set',
    ]);
  });

  it.each([
    ['0', false],
    ['1', true],
    ['1000', true],
    ['1001', false],
    [' 3', false],
    ['0x3', false],
    ['-1', false],
  ])('takes %j partitions: %j', (TOPIC_PARTITIONS, right) => {
    expect(faultsOf({ ...least, TOPIC_PARTITIONS })).toHaveLength(right ? 0 : 1);
  });

  it.each([
    ['a heartbeat longer than a third of the session', { HEARTBEAT_INTERVAL_MS: '2001' }, 1],
    ['a heartbeat of a third of the session', { HEARTBEAT_INTERVAL_MS: '2000' }, 0],
    ['a certificate without TLS', { KAFKA_TLS_CA_FILE: 'ca.pem' }, 1],
    ['a client certificate without its key', { KAFKA_TLS: 'on', KAFKA_TLS_CERT_FILE: 'c.pem' }, 1],
    ['the sandbox clock in production', { SANDBOX: 'on', NODE_ENV: 'production' }, 1],
    ['the sandbox clock elsewhere', { SANDBOX: 'on', NODE_ENV: 'development' }, 0],
  ])('sees %s', (_, source, count) => {
    expect(faultsOf({ ...least, ...source })).toHaveLength(count);
  });

  it('lets an app add variables and replace defaults', () => {
    const shape = {
      ...serviceEnvShape,
      HEALTH_PORT: port().prefault('3101'),
      WEBHOOK_PORT: port().prefault('80'),
    };
    const read = readEnv(shape, least);
    expect(read.ok && [read.value.healthPort, read.value.webhookPort]).toEqual([3101, 80]);
  });
});

describe('parseEnv', () => {
  it('prints every variable for --help and exits 0, whatever the environment', () => {
    const { out, code } = run({}, '--help');
    expect(code).toBe(0);
    for (const name of Object.keys(serviceEnvShape)) expect(out).toContain(`  ${name} `);
    expect(out).toMatch(/^ {2}KAFKA_BROKERS .*\(required\)$/m);
    expect(out).toMatch(/^ {2}HEALTH_PORT .*\(default 3100\)$/m);
  });

  it('prints the faults, but no secret, and exits 2', () => {
    const { err, code } = run({ ...least, MONGODB_URI: 'mongodb:/user:verysecret@db', LOG_LEVEL: 'loud' });
    expect(code).toBe(2);
    expect(err).toContain('LOG_LEVEL must be');
    expect(err).toContain('MONGODB_URI must start with');
    expect(err).not.toContain('verysecret');
  });
});
