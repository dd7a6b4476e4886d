import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestGateway, of } from './testing/gateway.js';

let gateway: TestGateway;
const gold = of('partner-gold');
/** Between the clocks of the issuer and of the gateway. */
const toleranceSeconds = 5;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());

const get = (token?: string) =>
  gateway.call('GET', '/v1/companies', token === undefined ? {} : { as: token });

describe('a token', () => {
  it('of the issuer, for us, in time and well signed passes', async () => {
    expect((await get(await gateway.issuer.token(gold))).status).toBe(200);
    expect((await get(await gateway.issuer.token(gold, { algorithm: 'RS256' }))).status).toBe(200);
  });

  it.each([
    ['expired', { expiresIn: -60 }],
    ['without expiry', { expiresIn: null }],
    ['of another issuer', { issuer: 'https://evil.test' }],
    ['for another audience', { audience: 'somebody-else' }],
    ['signed with an algorithm that is not pinned', { algorithm: 'ES384' }],
    ['signed with a foreign key', { forged: true }],
  ])('%s is refused', async (_what, options) => {
    const answer = await get(await gateway.issuer.token(gold, options));
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid-token', status: 401 } });
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('that was accepted is refused once it has expired', async () => {
    const token = await gateway.issuer.token(gold, { expiresIn: 2 - toleranceSeconds });
    expect((await get(token)).status).toBe(200);
    await sleep(2200);
    expect(await get(token)).toMatchObject({ status: 401, body: { code: 'invalid-token' } });
  });

  it('with alg none is refused', async () => {
    expect(await get(gateway.issuer.unsigned(gold))).toMatchObject({
      status: 401,
      body: { code: 'invalid-token' },
    });
  });

  it('that was tampered with is refused', async () => {
    const [head, , signature] = (await gateway.issuer.token(gold)).split('.');
    const claims = Buffer.from(JSON.stringify({ ...gold, role: 'operator', company: undefined })).toString(
      'base64url',
    );
    expect(await get(`${head}.${claims}.${signature}`)).toMatchObject({ status: 401 });
  });

  it.each([
    ['no role', { sub: 'u', company: 'partner-gold' }],
    ['a role that there is not', { sub: 'u', company: 'partner-gold', role: 'root' }],
    ['no user', { company: 'partner-gold', role: 'monitoring' }],
    ['no company', { sub: 'u', role: 'total-control' }],
    ['a company for the operator (CO-10)', { sub: 'u', company: 'partner-gold', role: 'operator' }],
  ])('with %s is refused', async (_what, claims) => {
    expect(await get(await gateway.issuer.token(claims))).toMatchObject({
      status: 401,
      body: { code: 'invalid-token' },
    });
  });

  it('of a company that nobody knows is refused with its own code', async () => {
    expect(await get(await gateway.issuer.token(of('nobody')))).toMatchObject({
      status: 403,
      body: { code: 'company-not-known' },
    });
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'bearer  a.b.c d'])(
    '%p is none',
    async (authorization) => {
      const answer = await gateway.call('GET', '/v1/companies', { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: { code: 'invalid-token' } });
    },
  );

  it('is needed', async () => {
    const answer = await get();
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="reservoir"');
  });

  it('never reaches the log', async () => {
    const token = await gateway.issuer.token(gold);
    await gateway.call('GET', `/v1/companies?cursor=${token}`, { as: token });
    const log = gateway.log.join('');
    expect(log).toContain('"route":"/v1/companies"');
    expect(log).not.toContain(token.split('.')[2]);
  });
});

describe('CO-7 a role', () => {
  const contract = { customerId: 'customer-one', product: 'p', mode: 'commercial', term: 'Y1', quantity: 1 };

  it.each(['security-admin', 'monitoring'])('%s changes no licensing, and reads', async (role) => {
    const as = { ...gold, role };
    expect(await gateway.call('POST', '/v1/contracts', { as, body: contract })).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed', rule: 'CO-7' },
    });
    expect((await gateway.get('/v1/partners/partner-gold/pools', as)).status).toBe(200);
  });

  it('of a partner publishes no product (CO-10)', async () => {
    const answer = await gateway.call('PUT', '/v1/catalog/families/endpoint/draft', {
      as: gold,
      body: { name: 'E' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'role-not-allowed', rule: 'CO-10' } });
  });

  it('of a partner creates no distributor (CO-10)', async () => {
    const body = { type: 'distributor', name: 'D', parentId: null };
    expect(await gateway.call('POST', '/v1/companies', { as: gold, body })).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed', rule: 'CO-10' },
    });
    expect(gateway.sent).toEqual([]);
  });
});
