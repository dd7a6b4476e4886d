/** Where the two servers answer, in the form that every service reads from its environment. */
export interface Addresses {
  /** `host:port[,host:port…]`, as in KAFKA_BROKERS. */
  readonly kafkaBrokers: string;
  /** A connection string without a database, as in MONGODB_URI. */
  readonly mongodbUri: string;
}

/** Running servers, and the way to end them. */
export interface Servers extends Addresses {
  readonly origin: 'environment' | 'docker' | 'local';
  /** Ends what was started here; servers named by the environment are left alone. May be called twice. */
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  /** The folder that keeps the data between runs, or `ephemeral`: a temporary one, removed at the end. */
  readonly dataDir: string;
  /** Clears the data of an earlier run first. */
  readonly reset?: boolean;
  /** Makes MongoDB refuse every query that no index serves. Default: for ephemeral servers only. */
  readonly forbidCollectionScans?: boolean;
  /** A Kafka that starts in half the time, and serves less when it has run for minutes. Default: no. */
  readonly quickKafka?: boolean;
  /** Preferred ports; another free one is taken, and reported, when they are in use. */
  readonly kafkaPort?: number;
  readonly mongodbPort?: number;
  /** Hears what is going on, a line at a time. */
  readonly onProgress?: (line: string) => void;
  /** Hears of a server that ended by itself after it had been started. */
  readonly onFailure?: (error: Error) => void;
}

/** Why one way of getting servers does not work on this machine. */
export interface Lacking {
  readonly lacks: readonly string[];
}
