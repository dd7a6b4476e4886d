import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: () => void;
}

const { prototype: requestQueue } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  readonly prototype: RequestQueue;
};
const schedule = requestQueue.scheduleCheckPendingRequests;

/**
 * Lets the connections of kafkajs 2.2.4 rest. After every answer it sets a timer to look for requests that wait, and after
 * every look another one, with a delay below zero when nothing is throttled: each open connection wakes its process about
 * 700 times a second for nothing (kafkajs issues 1556 and 1704; ADR 14). A timer is set for requests that wait, and only then.
 * To be called before clients connect; again is the same.
 */
export function letRequestQueuesRest(): void {
  requestQueue.scheduleCheckPendingRequests = function restful(this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
