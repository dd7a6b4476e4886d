import { channel } from 'node:diagnostics_channel';
import type { DecodedRecord } from './decode.js';

/** Where a chunk stands; each is a place at which a crash must lose and double nothing. */
export type ProtocolPoint =
  | 'claimed'
  | 'before-transaction'
  | 'before-commit'
  | 'after-commit'
  | 'mid-send'
  | 'after-send'
  | 'before-offset-commit';

/** What subscribers are told. */
export interface PointReached {
  readonly point: ProtocolPoint;
  readonly lane: string;
  /**
   * The records that the chunk takes in, as far as a handler is there for them; repeats of what was seen before are among them.
   * None where no chunk is at work, or what a former owner left is sent.
   */
  readonly records: readonly { readonly type: string; readonly correlationId: string }[];
}

/** Name of the diagnostics channel that says which point a lane has reached, and with what: `PointReached`. */
export const protocolChannelName = 'reservoir:messaging:protocol';

const protocolChannel = channel(protocolChannelName);

/** Tells of every lane that has a share in what reached the point. */
export function allReached(
  point: ProtocolPoint,
  shares: readonly {
    readonly lane: { readonly name: string };
    readonly input?: { readonly records: readonly DecodedRecord[] };
  }[],
): void {
  for (const { lane, input } of shares) reached(point, lane.name, input?.records);
}

/** Tells subscribers, of which there are none but in tests of failures. */
export function reached(point: ProtocolPoint, lane: string, chunk: readonly DecodedRecord[] = []): void {
  if (!protocolChannel.hasSubscribers) return;
  const records = chunk.flatMap((decoded) => {
    if (decoded.kind !== 'event') return [];
    const { type, correlationId } = decoded.record;
    return [{ type, correlationId }];
  });
  protocolChannel.publish({ point, lane, records } satisfies PointReached);
}
