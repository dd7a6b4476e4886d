import type { Instant } from '@reservoir/kernel';

/** A record of a chunk, decoded and validated. */
export interface InboundRecord<Data = unknown> {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** CloudEvents attributes. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: Instant | null;
  /** Version of the aggregate that the record tells of; null upstream. */
  readonly sequence: number | null;
  /** Constant along everything that one outside request or record caused. */
  readonly correlationId: string;
  /** Id of the event that caused this one. */
  readonly causationId: string | null;
  /** The operation of the gateway that asked for this; null for everything else. */
  readonly operationId: string | null;
  /** True for a command that is to change nothing, and to answer its operation with what would happen (CT-18). */
  readonly preview?: boolean;
  readonly data: Data;
}
