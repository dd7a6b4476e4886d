import type { Admin } from 'kafkajs';
import type { mongo } from 'mongoose';
import { LaneHalted } from './errors.js';
import type { Lane } from './lane.js';
import type { Parking } from './parking.js';
import { type Positions, endSession } from './positions.js';
import { reached } from './protocol-points.js';
import type { Publisher } from './publisher.js';

/** What taking a lane over needs. */
export interface TakingOverWith {
  readonly client: mongo.MongoClient;
  readonly admin: Admin;
  readonly positions: Positions;
  readonly parked: Parking;
  readonly publisher: Publisher;
  /** Forget at once what was sent again (see the options). */
  readonly forgetsSent: boolean;
  readonly warn: (detail: object, message: string) => void;
}

/**
 * Takes a partition over (messaging.md): end the former owner's session, claim, send again what it left, and only then
 * consume from `next`. Claiming after sending would lose what the former owner commits in between.
 * @throws LaneHalted when position and partition do not fit: nothing may be consumed.
 */
export async function takeOver(lane: Lane, using: TakingOverWith): Promise<void> {
  const former = await using.positions.ownerOf(lane.id);
  if (former)
    await endSession(using.client, former).catch((error: unknown) => {
      using.warn(
        { lane: lane.id, error },
        'could not end the session of the former owner: its open transaction may block for a minute',
      );
    });
  const session = lane.session.id?.id as unknown as mongo.Binary;
  const position = await using.positions.claim(lane.id, session);
  lane.restore(position);
  reached('claimed', lane.name);
  const sent = await using.publisher.send([{ lane, pending: position.pending }]);
  if (sent && using.forgetsSent) await using.positions.clearPending(lane.id, lane);
  lane.parked = await using.parked.countsOf(lane.id);
  await fitToPartition(lane, using);
}

/** Refuses to run silently wrong: an offset that the partition does not have is never reset by itself. */
async function fitToPartition(lane: Lane, using: TakingOverWith): Promise<void> {
  const offsets = await using.admin.fetchTopicOffsets(lane.topic);
  const bounds = offsets.find(({ partition }) => partition === lane.partition);
  if (!bounds) throw new Error(`${lane.id} is not known to Kafka yet`);
  const low = Number(bounds.low);
  const high = Number(bounds.high);
  if (lane.next === 0 && low > 0) {
    await using.positions.startAt(lane.id, lane.epoch, low);
    lane.startAt(low);
  }
  if (lane.next > high)
    throw new LaneHalted(
      `position ${lane.next} of ${lane.id} is above the partition's end ${high}: the topic was recreated, or Kafka lost records. ` +
        `See docs/operations/lanes.md before you set the position.`,
    );
  if (lane.next < low)
    throw new LaneHalted(
      `position ${lane.next} of ${lane.id} is below the partition's start ${low}: retention ran over records that were never processed. ` +
        `See docs/operations/lanes.md before you set the position.`,
    );
}
