import type { DecodedRecord } from './decode.js';
import type { Lane } from './lane.js';
import type { ParkedDocument } from './parking.js';
import type { Reason } from './record-context.js';

/** What a chunk takes of one lane. */
export interface Share {
  readonly lane: Lane;
  readonly input: ChunkInput;
}

/** What one transaction takes in of a lane: records of the partition, or records that were parked before. */
export interface ChunkInput {
  readonly source: 'partition' | 'parked';
  readonly records: readonly DecodedRecord[];
  /** The lane's `next` after this chunk. */
  readonly next: number;
  /** Records that failed alone, again and again: set aside instead of handled. By offset. */
  readonly condemned: ReadonlyMap<number, Condemned>;
  /** For records that were parked before, by offset. */
  readonly parkedBefore: ReadonlyMap<number, ParkedDocument>;
  /** Keys of which one parked record was found to wait on in this pass: the ones behind it stay where they are. */
  readonly heldBack: Set<string>;
}

export interface Condemned {
  readonly reason: Reason;
  readonly attempts: number;
}

const anyInput = { condemned: new Map(), parkedBefore: new Map() } as const;

/** Records of the partition, in their order; those between them were none (compaction, aborted transactions). */
export function inputOf(lane: Lane, records: readonly DecodedRecord[]): ChunkInput {
  const next = (records.at(-1)?.raw.offset ?? lane.next - 1) + 1;
  return { ...anyInput, source: 'partition', records, next, heldBack: new Set() };
}

/** Records that were parked before, each beside its document; the lane stays where it is. */
export function inputOfParked(
  { next }: Lane,
  documents: readonly ParkedDocument[],
  records: readonly DecodedRecord[],
): ChunkInput {
  const parkedBefore = new Map(documents.map((document) => [document.offset, document]));
  return { ...anyInput, source: 'parked', records, next, parkedBefore, heldBack: new Set() };
}

/** The two halves of a chunk that failed, each to be run as a chunk of its own. */
export function halvesOf(input: ChunkInput, laneNext: number): [ChunkInput, ChunkInput] {
  const middle = input.records.length >> 1;
  const last = input.records[middle - 1];
  const next = input.source === 'partition' && last ? last.raw.offset + 1 : laneNext;
  return [
    { ...input, records: input.records.slice(0, middle), next },
    {
      ...input,
      records: input.records.slice(middle),
      next: input.source === 'partition' ? input.next : laneNext,
    },
  ];
}
