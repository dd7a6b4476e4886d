import { isUpstream } from '../upstream.js';
import type { Direction } from './difference.js';

/**
 * Who of the last release meets the current code on a topic.
 *
 * - **Upstream topics** (`orders.v1`, `usage.v1`): their *writers* are systems that we do not deploy, and their records of
 *   the last 14 days may be read again. Readers are ours alone, and a writer uses what a release allows only after it is
 *   rolled out: widening is free. So *writers*.
 * - **Commands**: during a rolling upgrade old gateways, sagas and schedulers send to new services (*writers*), and new ones to
 *   old services (*readers*), which would set a command aside that they cannot validate, and whoever waits for its outcome would
 *   wait in vain. So both: a command grows by optional properties, or gets a new type, which is sent only when its readers run.
 * - **Events, facts and outcomes**: the records that last release's services wrote are read by new ones: those in flight, those that
 *   an auditor replays, and compacted facts for ever (*writers*); and new services write what readers of the last release
 *   read: partners' systems, and our own services not yet upgraded (*readers*). So both.
 */
export const directionsOf = (topic: string): readonly Direction[] =>
  isUpstream(topic) ? ['writers'] : ['readers', 'writers'];
