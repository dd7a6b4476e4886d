import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instant, newId } from '@reservoir/kernel';
import { apiKeyCreated } from '@reservoir/messages';
import { anApiKey } from '../../../testing/access-facts.js';
import { newApiKey } from '../platform/api-key-format.js';
import { AccessService } from '../testing/access-service.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

let gateway: TestGateway;
let service: AccessService;
const noon = instant('2026-11-21T12:00:00Z');
const gold = of('partner-gold');
const keys = '/v1/companies/partner-gold/api-keys';
const key = { name: 'Billing', role: 'monitoring', readOnly: true };

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  service = new AccessService(gateway);
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.sent.length = 0;
  gateway.now = noon;
  gateway.onCommand = service.answer;
});

describe('CO-7 creating an API key', () => {
  it('shows the key in its answer, and nowhere else', async () => {
    const { status, body, headers } = await gateway.call('POST', keys, { as: gold, body: key });
    const secret = String(body['secret']);
    expect(status).toBe(201);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      ...key,
      companyId: 'partner-gold',
      state: 'active',
      createdBy: gold.sub,
      createdAt: noon,
      expiresAt: '2027-02-19T12:00:00.000Z',
    });
    expect(secret.startsWith(`${String(body['prefix'])}_`)).toBe(true);
    const { body: read } = await gateway.get(headers['location']!, gold);
    expect(read).toEqual({ ...body, secret: null });
    const rest = secret.slice(String(body['prefix']).length);
    const everywhere = [JSON.stringify(gateway.sent), gateway.log.join(''), await stored()];
    for (const place of everywhere) expect(place).not.toContain(rest);
  });

  it('tells who asks again with the same Idempotency-Key all but the key', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = await gateway.call('POST', keys, { as: gold, body: key, headers });
    const second = await gateway.call('POST', keys, { as: gold, body: key, headers });
    expect(second.status).toBe(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual({ ...first.body, secret: null });
    expect(gateway.sent).toHaveLength(1);
  });

  it('shows the key with 202 too, and it works when the operation has succeeded', async () => {
    gateway.onCommand = () => undefined;
    const headers = { prefer: 'wait=0' };
    const { status, body } = await gateway.call('POST', keys, { as: gold, body: key, headers });
    expect([status, body['state']]).toEqual([202, 'pending']);
    const as = String(body['secret']);
    expect((await gateway.get('/v1/companies', as)).status).toBe(401);
    service.answer(gateway.sent[0]!);
    await gateway.call('GET', `/v1/operations/${String(body['id'])}`, {
      as: gold,
      headers: { prefer: 'wait=10' },
    });
    expect((await gateway.get('/v1/companies', as)).status).toBe(200);
  });

  it.each([
    ['for no day', { expiresInDays: 0 }],
    ['for more than a year', { expiresInDays: 366 }],
    ['without a name', { name: ' ' }],
    ['with the role of the operator', { role: 'operator' }],
    ['with a hash of one’s own', { secretHash: 'h'.repeat(43) }],
  ])('is refused %s', async (_what, differing) => {
    expect(await gateway.call('POST', keys, { as: gold, body: { ...key, ...differing } })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect(gateway.sent).toEqual([]);
  });

  it.each([1, 365])('is for %d days at the least and at the most', async (expiresInDays) =>
    expect((await service.newKey('partner-gold', { expiresInDays })).status).toBe(201),
  );

  it('is for the company itself: neither its partner, nor the operator', async () => {
    const body = key;
    const customers = '/v1/companies/customer-one/api-keys';
    expect(await gateway.call('POST', customers, { as: gold, body })).toMatchObject({
      status: 403,
      body: { code: 'not-the-managing-company', rule: 'CO-7' },
    });
    expect(await gateway.call('POST', keys, { as: theOperator, body })).toMatchObject({ status: 403 });
    expect((await gateway.get(keys, theOperator)).status).toBe(200);
  });
});

describe('CO-7 using an API key', () => {
  const made = async (of: object = {}) => {
    const { body } = await service.newKey('partner-gold', of);
    return { as: String(body['secret']), id: String(body['id']) };
  };

  it('speaks for its company, as `api-key:<id>`, with its role', async () => {
    const { as, id } = await made({ role: 'total-control' });
    const ids = ((await gateway.get('/v1/companies', as)).body['items'] as { id: string }[]).map(
      (one) => one.id,
    );
    expect(ids).toContain('customer-one');
    expect((await gateway.get('/v1/companies/partner-two', as)).status).toBe(404);
    gateway.sent.length = 0;
    gateway.onCommand = () => undefined;
    const body = { type: 'customer', name: 'New', parentId: 'partner-gold' };
    await gateway.call('POST', '/v1/companies', { as, body, headers: { prefer: 'wait=0' } });
    expect(gateway.sent[0]?.data).toMatchObject({
      actor: { userId: `api-key:${id}`, companyId: 'partner-gold', role: 'total-control' },
    });
  });

  it('changes nothing beyond its role', async () => {
    const { as } = await made({ role: 'monitoring' });
    const body = { type: 'customer', name: 'New', parentId: 'partner-gold' };
    expect(await gateway.call('POST', '/v1/companies', { as, body })).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
  });

  it('changes nothing at all if it is read-only, whatever its role', async () => {
    const { as } = await made({ role: 'total-control', readOnly: true });
    gateway.sent.length = 0;
    const body = { type: 'customer', name: 'New', parentId: 'partner-gold' };
    expect(await gateway.call('POST', '/v1/companies', { as, body })).toMatchObject({
      status: 403,
      body: { code: 'api-key-read-only', rule: 'CO-7' },
    });
    expect(gateway.sent).toEqual([]);
    expect((await gateway.get('/v1/companies', as)).status).toBe(200);
  });

  it('manages neither users nor keys, nor sees them', async () => {
    const { as, id } = await made({ role: 'total-control' });
    gateway.sent.length = 0;
    const answers = await Promise.all([
      gateway.get(keys, as),
      gateway.get('/v1/companies/partner-gold/users', as),
      gateway.call('POST', keys, { as, body: key }),
      gateway.call('DELETE', `${keys}/${id}`, { as }),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, body: { code: 'api-key-not-allowed', rule: 'CO-7' } });
    expect(gateway.sent).toEqual([]);
  });

  it('ends at its expiry, to the millisecond', async () => {
    const { as } = await made({ expiresInDays: 1 });
    gateway.now = instant('2026-11-22T11:59:59.999Z');
    expect((await gateway.get('/v1/companies', as)).status).toBe(200);
    gateway.now = instant('2026-11-22T12:00:00.000Z');
    const answer = await gateway.get('/v1/companies', as);
    expect(answer).toMatchObject({ status: 401, body: { code: 'api-key-expired', rule: 'CO-7' } });
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    const { body } = await gateway.get(keys, gold);
    expect((body['items'] as { state: string }[]).map(({ state }) => state)).toContain('expired');
  });

  it('ends with its revocation, for good', async () => {
    const { as, id } = await made();
    const revoke = () => gateway.call('DELETE', `${keys}/${id}`, { as: gold });
    expect(await revoke()).toMatchObject({
      status: 200,
      body: { state: 'revoked', revokedAt: noon, revokedBy: gold.sub },
    });
    expect(await gateway.get('/v1/companies', as)).toMatchObject({
      status: 401,
      body: { code: 'api-key-revoked', rule: 'CO-7' },
    });
    expect((await revoke()).status).toBe(200);
  });

  it('with another secret, another id or a typo is one and the same answer', async () => {
    const { as } = await made();
    const id = newId();
    const known = newApiKey(id);
    await gateway.tell(apiKeyCreated, anApiKey(known));
    const answers = await Promise.all(
      [newApiKey(newId()), newApiKey(id), `${as}x`, 'rsv_', 'rsv_a_b'].map((text) =>
        gateway.call('GET', '/v1/companies', { as: text, headers: { 'x-request-id': 'same' } }),
      ),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0]?.body);
    }
    expect(answers[0]?.body).toMatchObject({ code: 'invalid-api-key' });
  });
});

describe('CO-7 a token', () => {
  it('cannot pretend to be an API key', async () => {
    const as = await gateway.issuer.token({ ...gold, sub: 'api-key:one' });
    expect(await gateway.get('/v1/companies', as)).toMatchObject({
      status: 401,
      body: { code: 'invalid-token' },
    });
  });
});

/** Everything that MongoDB holds. */
async function stored(): Promise<string> {
  const { db } = gateway.mongo.connection;
  const names = (await db!.listCollections().toArray()).map(({ name }) => name);
  const all = names.map((name) =>
    db!
      .collection(name)
      .find({}, { hint: { _id: 1 } })
      .toArray(),
  );
  return JSON.stringify(await Promise.all(all));
}
