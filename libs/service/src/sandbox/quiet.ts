import { type Instant, earlier } from '@reservoir/kernel';
import type { DataOf, serviceReported } from '@reservoir/messages';

/** What a service said. */
export type Report = DataOf<typeof serviceReported>;

/** The ends of the topics that services read, by `topic/partition`. */
export type Ends = ReadonlyMap<string, number>;

/** Whether all that was due is done. */
export interface Verdict {
  readonly quiet: boolean;
  /** For people: what is not done yet, at most 50 lines. */
  readonly waitingFor: readonly string[];
  /** When something more will be due; null when nothing is to come. Only when quiet. */
  readonly nextDue: Instant | null;
}

/** The partition of a topic, as ends are named. */
export const partitionKey = (topic: string, partition: number): string => `${topic}/${partition}`;

/**
 * Whether nothing moves any more. It is so when no record was published from before the services were asked until after they
 * had answered, and each had read everything before it looked for what is due, and found nothing: then none of them
 * can begin anything again before the clock moves.
 * @param services all that have to answer
 * @param before the ends of the topics before they were asked
 * @param after the ends after the last answer
 */
export function judge(
  services: Iterable<string>,
  reports: ReadonlyMap<string, Report>,
  before: Ends,
  after: Ends,
): Verdict {
  const waitingFor = [...services].flatMap((service) => {
    const report = reports.get(service);
    return report ? openIn(report, after) : [`${service}: no report`];
  });
  const grown = [...after].filter(([key, end]) => before.get(key) !== end).map(([key]) => key);
  const moving = waitingFor.length === 0 && grown.length > 0 ? [`what ${grown[0] ?? ''} has just got`] : [];
  const quiet = waitingFor.length === 0 && grown.length === 0;
  const nexts = [...reports.values()].flatMap(({ nextDue }) => (nextDue === null ? [] : [nextDue]));
  const nextDue = quiet && nexts.length > 0 ? nexts.reduce(earlier<Instant>) : null;
  return { quiet, waitingFor: [...waitingFor, ...moving].slice(0, 50), nextDue };
}

function openIn({ service, waitingFor, positions }: Report, ends: Ends): readonly string[] {
  const unread = positions.flatMap(({ topic, partition, next }) => {
    const end = ends.get(partitionKey(topic, partition)) ?? Infinity;
    return next >= end ? [] : [`${service}: ${end - next} records of ${topic}`];
  });
  return [...waitingFor.map((what) => `${service}: ${what}`), ...unread];
}
