import { describe, expect, it } from '@jest/globals';
import { TestGateway, of } from './testing/gateway.js';

const gateway = TestGateway.around(import.meta.url, { atOnce: 3 });
const as = of('partner-gold');
const suspend = (key: string) =>
  gateway.call('POST', '/v1/companies/customer-one/suspend', {
    as,
    body: { recursive: false, reason: 'a test' },
    headers: { 'idempotency-key': key, prefer: 'wait=1' },
  });

describe('more requests at a time than are answered', () => {
  it('get 503 with Retry-After, and an answer when the others have theirs', async () => {
    const keys = ['one', 'two', 'three', 'four'];
    const answers = await Promise.all(keys.map(suspend));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 503]);
    const last = answers.findIndex(({ status }) => status === 503);
    const refused = answers[last]!;
    expect(refused).toMatchObject({
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json; charset=utf-8' },
      body: { code: 'overloaded', requestId: refused.headers['x-request-id'] },
    });
    expect((await suspend(keys[last]!)).status).toBe(202);
  });
});
