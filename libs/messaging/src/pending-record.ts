import type { mongo } from 'mongoose';

/**
 * A record that a chunk publishes: stored with the position in the transaction, sent after it, sent again by whoever
 * takes the lane over. Its partition is chosen when it is decided, so that a repeat goes where the first one went.
 */
export interface PendingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string | mongo.Binary | null;
  readonly value: string | mongo.Binary | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of a dead letter's original, byte for byte. */
  readonly originalHeaders?: readonly { readonly name: string; readonly value: mongo.Binary }[];
}

/** About what the record needs in a document or request. */
export const sizeOf = (record: PendingRecord): number => 400 + lengthOf(record.key) + lengthOf(record.value);

const lengthOf = (part: string | mongo.Binary | null): number =>
  part === null ? 0 : typeof part === 'string' ? part.length : part.length();
