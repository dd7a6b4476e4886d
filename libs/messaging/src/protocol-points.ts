import { channel } from 'node:diagnostics_channel';

/** Where a chunk stands; each is a place at which a crash must lose and double nothing. */
export type ProtocolPoint =
  | 'claimed'
  | 'before-transaction'
  | 'before-commit'
  | 'after-commit'
  | 'mid-send'
  | 'after-send'
  | 'before-offset-commit';

/** Name of the diagnostics channel that says which point a lane has reached: `{ point, lane }`. */
export const protocolChannelName = 'reservoir:messaging:protocol';

const protocolChannel = channel(protocolChannelName);

/** Tells subscribers, of which there are none but in tests of failures. */
export function reached(point: ProtocolPoint, lane: string): void {
  if (protocolChannel.hasSubscribers) protocolChannel.publish({ point, lane });
}
