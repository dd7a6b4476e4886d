import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { letRequestQueuesRest } from './request-queue.js';

interface Queue {
  readonly pending: unknown[];
  readonly inflight: Map<number, unknown>;
  throttledUntil: number;
  push(request: object): void;
  checkPendingRequests(): void;
  maybeThrottle(milliseconds: number): void;
}

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (
  options: object,
) => Queue;

const newQueue = (): Queue => {
  const logger = { debug: () => undefined, warn: () => undefined, namespace: () => logger };
  return new RequestQueue({
    maxInFlightRequests: null,
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'test',
    broker: 'localhost:9092',
    isConnected: () => true,
    logger,
  });
};

const requestTo = (sent: number[], correlationId: number): object => ({
  entry: { correlationId },
  expectResponse: true,
  sendRequest: () => sent.push(correlationId),
});

afterEach(() => {
  jest.useRealTimers();
});

describe('request queues of kafkajs', () => {
  it('set no timer while no request waits', () => {
    letRequestQueuesRest();
    jest.useFakeTimers();
    newQueue().checkPendingRequests();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('still send what was throttled, when that is over', () => {
    letRequestQueuesRest();
    jest.useFakeTimers();
    const queue = newQueue();
    const sent: number[] = [];
    queue.maybeThrottle(200);
    queue.push(requestTo(sent, 1));
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(250);
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
