import type { PublishedMessage } from '../message-files.js';
import { compareSchemas } from './compare-schemas.js';
import type { Difference, Direction } from './difference.js';
import { directionsOf } from './directions.js';

/** A change that the last release does not survive. */
export interface BreakingChange extends Difference {
  readonly type: string;
  readonly breaks: readonly Direction[];
}

/**
 * The compatibility gate: what may not change while a message keeps its type (`….v1`). A change that breaks opens `….v2`
 * beside it (interfaces.md).
 *
 * - `message-removed`: a type of the last release is still there, else its writers are ignored and its readers wait.
 * - `topic-changed`, `key-changed`: a record stays on its topic, and under its key: another key is another partition,
 *   and so another order.
 * - the rules over schemas (`compare-schemas.ts`), in the directions that matter on the topic (`directions.ts`).
 *
 * New types are free: readers ignore and count them. A service that answers a new command is rolled out before those who
 * send it.
 */
export function breakingChanges(
  released: readonly PublishedMessage[],
  current: readonly PublishedMessage[],
): readonly BreakingChange[] {
  const now = new Map(current.map((message) => [message.type, message]));
  return released.flatMap((message) => {
    const successor = now.get(message.type);
    return successor ? changesOf(message, successor) : [removed(message)];
  });
}

const removed = ({ type, topic }: PublishedMessage): BreakingChange => ({
  type,
  breaks: directionsOf(topic),
  rule: 'message-removed',
  path: '/',
  detail: 'is no message any more',
});

function changesOf(released: PublishedMessage, current: PublishedMessage): readonly BreakingChange[] {
  const { type, topic } = released;
  const moved = (['topic', 'key'] as const)
    .filter((property) => released[property] !== current[property])
    .map((property) => ({
      type,
      breaks: directionsOf(topic),
      rule: `${property}-changed`,
      path: '/',
      detail: `was ${released[property]}, is ${current[property]}`,
    }));
  const changed = directionsOf(topic).flatMap((direction) =>
    compareSchemas(released.schema, current.schema, direction).map((difference) => ({
      type,
      breaks: [direction],
      ...difference,
    })),
  );
  return [...moved, ...changed];
}

/** One line for people. @param release the version that was compared with */
export const explained = (change: BreakingChange, release: string): string =>
  `${change.type} ${change.path}: ${change.detail} (${change.rule}; breaks ${change.breaks.join(' and ')} of ${release})`;
