import { type RawRecord, headerOf } from './raw-record.js';

/** Header with the name of the lane that wrote the record: `service:topic/partition`. */
export const laneHeader = 'lane';

/** Header with the number of the record in its lane: 1, 2, 3 … without gaps, over all topics. */
export const laneSequenceHeader = 'lanesequence';

/** Who wrote a record, and as which in its order. */
export interface LaneStamp {
  readonly lane: string;
  readonly sequence: number;
}

/** The stamp of a record that a lane wrote; nothing for what comes from elsewhere. */
export function laneStampOf(record: RawRecord): LaneStamp | undefined {
  const lane = headerOf(record, laneHeader);
  if (lane === undefined) return undefined;
  const sequence = Number(headerOf(record, laneSequenceHeader));
  return Number.isSafeInteger(sequence) ? { lane, sequence } : undefined;
}
