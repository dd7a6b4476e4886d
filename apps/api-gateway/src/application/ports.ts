import type { Operation, RequiredVersion } from '../domain/operation.js';

/** The way to the services. */
export interface CommandSender {
  /** @returns true when every replica has the command; false when it may or may not be there, since Kafka is away. */
  send(operation: Operation): Promise<boolean>;
}

/** The read models, as far as somebody waits for them. */
export interface AppliedVersions {
  /** Whether every read model is at the version or beyond. */
  applied(requires: readonly RequiredVersion[]): Promise<boolean>;
}

/** Somebody who waits for an operation. */
export interface OperationWatch {
  /**
   * Resolves when the operation has got its outcome since the last call, or after so many milliseconds.
   * @returns the operation with its outcome; undefined when nothing was heard, which does not say that there is none
   */
  changed(withinMs: number): Promise<Operation | undefined>;
  close(): void;
}

/** Tells when operations get their outcomes, whichever process learnt of them. */
export interface OperationWatches {
  open(operationId: string): OperationWatch;
}
