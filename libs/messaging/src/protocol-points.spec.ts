import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, it } from '@jest/globals';
import type { DecodedRecord } from './decode.js';
import { type PointReached, protocolChannelName, reached } from './protocol-points.js';

const event = (type: string) =>
  ({ kind: 'event', record: { type, correlationId: `of ${type}`, data: {} } }) as unknown as DecodedRecord;
const ignored = { kind: 'ignored', type: 'of another release' } as unknown as DecodedRecord;

it('a point tells which records the chunk takes in, but for those that nobody handles', () => {
  const told: PointReached[] = [];
  const listen = (message: unknown) => void told.push(message as PointReached);
  subscribe(protocolChannelName, listen);
  reached('before-commit', 'lane', [event('draw'), ignored, event('commit')]);
  reached('claimed', 'lane');
  unsubscribe(protocolChannelName, listen);
  reached('after-commit', 'lane', [event('draw')]);
  const records = ['draw', 'commit'].map((type) => ({ type, correlationId: `of ${type}` }));
  expect(told).toEqual([
    { point: 'before-commit', lane: 'lane', records },
    { point: 'claimed', lane: 'lane', records: [] },
  ]);
});
