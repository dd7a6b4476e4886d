import { messagingCollections } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Report } from './quiet.js';

/** What a service's lanes have still to do, as its database tells. */
export interface WorkLeft {
  readonly positions: Report['positions'];
  /** Lanes that have records to send. */
  readonly unsent: number;
  readonly parked: boolean;
}

/** Reads how far a service has come with its topics, named without prefix. With SANDBOX on, positions forget what was sent. */
export function workLeftIn(
  connection: Connection,
  topicPrefix: string,
  topics: readonly string[],
): () => Promise<WorkLeft> {
  const { positions, parked } = messagingCollections(connection);
  const lanesOf = topics.map((topic) => ({
    _id: { $gt: `${topicPrefix}${topic}/`, $lt: `${topicPrefix}${topic}0` },
  }));
  return async () => {
    const [lanes, waiting] = await Promise.all([
      positions.find({ $or: lanesOf }, { projection: { next: 1, pending: { $slice: 1 } } }).toArray(),
      parked.findOne({ lane: { $gt: '' } }, { projection: { _id: 1 } }),
    ]);
    return {
      positions: lanes.map(({ _id, next }) => ({ ...laneOf(_id.slice(topicPrefix.length)), next })),
      unsent: lanes.filter(({ pending }) => pending.length > 0).length,
      parked: waiting !== null,
    };
  };
}

function laneOf(id: string): { readonly topic: string; readonly partition: number } {
  const slash = id.lastIndexOf('/');
  return { topic: id.slice(0, slash), partition: Number(id.slice(slash + 1)) };
}
