import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestGateway, of } from './testing/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());

const as = of('partner-gold');
const contract = { customerId: 'customer-one', product: 'p', mode: 'commercial', term: 'Y1', quantity: 1 };
const post = (payload: string, contentType = 'application/json') =>
  gateway.call('POST', '/v1/contracts', {
    as,
    body: payload,
    headers: { 'content-type': contentType, 'idempotency-key': 'k' },
  });
const contractWith = (change: object) => post(JSON.stringify({ ...contract, ...change }));

/** What every problem is, whatever it says. */
const isProblem = ({ headers, body, status }: Awaited<ReturnType<typeof post>>, code: string): void => {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: `/problems/${code}`,
    title: expect.any(String),
    status,
    code,
    detail: expect.any(String),
    requestId: headers['x-request-id'],
  });
  expect(JSON.stringify(body)).not.toMatch(/ {2,}at |node_modules|\.ts:\d/);
};

describe('a body', () => {
  it.each([
    ['no JSON', '{', 400, 'malformed-request'],
    ['nothing', '', 400, 'malformed-request'],
    ['a prototype in it', '{"__proto__":{"a":1}}', 400, 'malformed-request'],
    ['a constructor in it', '{"constructor":{"prototype":{"a":1}}}', 400, 'malformed-request'],
    ['no object', '[]', 400, 'invalid-request'],
    ['200 kB of nesting', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'invalid-request'],
    ['more than 256 kB', JSON.stringify({ ...contract, x: 'x'.repeat(262_144) }), 413, 'body-too-large'],
  ])('of %s', async (_what, payload, status, code) => {
    const answer = await post(payload);
    expect(answer.status).toBe(status);
    isProblem(answer, code);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
  ])('as %s is not read', async (contentType) => {
    const answer = await post('a=b', contentType);
    expect(answer.status).toBe(415);
    isProblem(answer, 'unsupported-media-type');
  });

  it.each([
    ['an unknown member', { colour: 'red' }, ''],
    ['an unknown member inside', { autoRenew: { on: true, often: true } }, 'autoRenew'],
    ['a quantity of 0', { quantity: 0 }, 'quantity'],
    ['a quantity of -1', { quantity: -1 }, 'quantity'],
    ['a quantity of 1.5', { quantity: 1.5 }, 'quantity'],
    ['a quantity of 2^53', { quantity: 2 ** 53 }, 'quantity'],
    ['a quantity in words', { quantity: '1' }, 'quantity'],
    ['an unknown term', { term: 'Y9' }, 'term'],
    ['an id with an operator', { customerId: { $ne: '' } }, 'customerId'],
  ])('with %s is refused, and says where', async (_what, change, path) => {
    const answer = await contractWith(change);
    expect(answer.status).toBe(400);
    isProblem(answer, 'invalid-request');
    expect(answer.body['errors']).toEqual(expect.arrayContaining([{ path, message: expect.any(String) }]));
  });

  it('names every violation at once', async () => {
    const { body } = await contractWith({ quantity: 0, term: 'Y9', product: '' });
    expect((body['errors'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'product',
      'quantity',
      'term',
    ]);
  });
});

describe('a URL', () => {
  it.each([
    ['/nothing', 404, 'no-such-route'],
    ['/v1/contracts/%zz', 400, 'malformed-request'],
    ['/v1/companies?limit=0', 400, 'invalid-request'],
    ['/v1/companies?limit=201', 400, 'invalid-request'],
    ['/v1/companies?limit=1&limit=2', 400, 'invalid-request'],
    ['/v1/companies?name=x', 400, 'invalid-request'],
    ['/v1/companies?cursor=x', 400, 'invalid-cursor'],
    ['/v1/contracts?state=gone', 400, 'invalid-request'],
    ['/v1/customers/customer-one/entitlements?at=now', 400, 'invalid-request'],
    [`/v1/contracts/${'x'.repeat(200)}`, 400, 'invalid-request'],
    [`/v1/contracts/${'x'.repeat(600)}`, 400, 'malformed-request'],
    ['/v1/partners/partner-gold/pools/endpoint-security:secure-plus/Y9', 400, 'invalid-request'],
    ['/v1/partners/partner-gold/pools/nothing/Y1', 404, 'unknown-pool'],
    ['/v1/catalog/products/nothing', 404, 'unknown-product'],
  ])('%s', async (url, status, code) => {
    const answer = await gateway.get(url, as);
    expect(answer.status).toBe(status);
    isProblem(answer, code);
  });

  it('of another method is nowhere', async () => {
    isProblem(await gateway.call('DELETE', '/v1/companies', { as }), 'no-such-route');
  });

  it('of a problem’s type says what the code means', async () => {
    expect((await gateway.call('GET', '/problems/quote-expired')).body).toEqual({
      code: 'quote-expired',
      status: 410,
      title: 'The quote has expired',
    });
  });
});

describe('too many requests', () => {
  it('get 429 with Retry-After, each caller for itself, and see it coming', async () => {
    const small = await TestGateway.start(import.meta.url, { perMinute: 3 });
    try {
      const left: (string | undefined)[] = [];
      for (let request = 0; request < 3; request += 1)
        left.push((await small.get('/v1/companies', as)).headers['ratelimit']);
      expect(left.map((header) => /r=(\d+)/.exec(header ?? '')?.[1])).toEqual(['2', '1', '0']);
      const answer = await small.get('/v1/companies', as);
      expect(answer.status).toBe(429);
      isProblem(answer, 'too-many-requests');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(answer.headers['ratelimit-policy']).toBe('"caller";q=3;w=60');
      expect((await small.get('/v1/companies', of('partner-two'))).status).toBe(200);
    } finally {
      await small.stop();
    }
  });
});
