import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

/** How many records a topic held, and when (milliseconds). */
export type Series = readonly { readonly atMs: number; readonly count: number }[];

/**
 * Watches a topic grow to `count` records.
 * @throws Error when it has not in `timeoutMs`.
 */
export async function watchTopic(
  admin: Admin,
  topic: string,
  count: number,
  timeoutMs: number,
  everyMs = 50,
): Promise<Series> {
  const series: { atMs: number; count: number }[] = [];
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const offsets = await admin.fetchTopicOffsets(topic);
    const now = offsets.reduce((sum, { high }) => sum + Number(high), 0);
    series.push({ atMs: performance.now(), count: now });
    if (now >= count) return series;
    if (performance.now() > deadline)
      throw new Error(`${topic}: ${now} of ${count} after ${timeoutMs / 1000} s`);
    await sleep(everyMs);
  }
}

/** Records per second between two counts of the series. */
export function rateBetween(series: Series, from: number, to: number): number {
  const start = series.find(({ count }) => count >= from);
  const end = series.find(({ count }) => count >= to);
  if (!start || !end || end.atMs === start.atMs) return Number.NaN;
  return ((end.count - start.count) / (end.atMs - start.atMs)) * 1000;
}

/** Records per second from the first one seen on, or from a while after it: without the start of the process. */
export function steadyRate(series: Series, warmUpMs = 0): number {
  const last = series[series.length - 1]?.count ?? 0;
  const first = series.find(({ count }) => count > 0);
  const warm = series.find(({ atMs }) => first && atMs >= first.atMs + warmUpMs);
  return rateBetween(series, warm?.count ?? last, last);
}
