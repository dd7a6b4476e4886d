import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { writeRequestsAtOnce } from './produce-requests.js';

interface Written {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

interface Request {
  readonly apiVersion: number;
  readonly expectResponse: () => boolean;
  readonly encode: () => Promise<Written>;
}

type Define = (asked: object) => { readonly request: Request; readonly response: unknown };

const produce = createRequire(import.meta.url)('kafkajs/src/protocol/requests/produce') as {
  readonly protocol: (of: { readonly version: number }) => Define;
};
const { protocol: before } = produce;

const requestOf = (version: number, more: object = {}) => {
  const messages = [{ key: 'key', value: 'value'.repeat(100), headers: { name: 'value' } }];
  const topicData = [{ topic: 'orders.v1', partitions: [{ partition: 0, firstSequence: 0, messages }] }];
  return produce.protocol({ version })({ acks: -1, timeout: 30_000, topicData, ...more });
};
/** What an encoder of kafkajs has written leaves room. */
const isAtOnce = ({ buf, buffer }: Written): boolean => buf.length === buffer.length;

describe('requests of kafkajs to produce', () => {
  it('stay as they are in another release', async () => {
    expect(writeRequestsAtOnce('2.2.5')).toBe(false);
    expect(produce.protocol).toBe(before);
    expect(isAtOnce(await requestOf(7).request.encode())).toBe(false);
  });

  it('are written at once in the release that is installed', async () => {
    expect(writeRequestsAtOnce()).toBe(true);
    for (const version of [3, 7]) {
      const { request, response } = requestOf(version);
      expect(isAtOnce(await request.encode())).toBe(true);
      expect(request.apiVersion).toBe(version);
      expect(request.expectResponse()).toBe(true);
      expect(response).toBe(before({ version })({ topicData: [] }).response);
    }
  });

  it('are changed once', () => {
    writeRequestsAtOnce();
    const { protocol } = produce;
    expect(writeRequestsAtOnce()).toBe(true);
    expect(produce.protocol).toBe(protocol);
  });

  it('are written by kafkajs where they are compressed, or older than record batches', async () => {
    writeRequestsAtOnce();
    const { buffer } = await requestOf(7, { compression: 1 }).request.encode();
    const zipped = buffer.subarray(buffer.indexOf(Buffer.from([0x1f, 0x8b])));
    expect(gunzipSync(zipped).toString()).toContain('value'.repeat(100));
    expect(isAtOnce(await requestOf(2).request.encode())).toBe(false);
  });
});
