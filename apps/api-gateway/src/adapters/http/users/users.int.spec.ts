import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { companiesOperationCompleted, userAdded, userChanged, userRemoved } from '@reservoir/messages';
import { aRegistration } from '../../../testing/access-facts.js';
import { AccessService } from '../testing/access-service.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

let gateway: TestGateway;
const gold = of('partner-gold');
const users = '/v1/companies/partner-gold/users';
const ann = { id: 'auth0|ann', name: 'Ann', email: 'ann@gold.example', role: 'monitoring' };

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.sent.length = 0;
  gateway.onCommand = new AccessService(gateway).answer;
});

describe('CO-7 users of a company', () => {
  it('are registered, read, listed, removed and read as removed', async () => {
    const added = await gateway.call('POST', users, { as: gold, body: ann });
    expect(added).toMatchObject({
      status: 201,
      headers: { location: `${users}/auth0%7Cann` },
      body: { ...ann, companyId: 'partner-gold', state: 'active', version: 1 },
    });
    expect(gateway.sent[0]?.data).toMatchObject({
      companyId: 'partner-gold',
      userId: 'auth0|ann',
      actor: { userId: 'user-of-partner-gold', companyId: 'partner-gold', role: 'total-control' },
    });
    expect((await gateway.get(added.headers['location']!, gold)).body).toEqual(added.body);
    expect((await gateway.get(users, gold)).body).toEqual({ items: [added.body], nextCursor: null });
    const removed = await gateway.call('DELETE', `${users}/auth0%7Cann`, { as: gold });
    expect(removed).toMatchObject({ status: 200, body: { state: 'removed', name: null, email: null } });
    expect((await gateway.get(users, gold)).body).toMatchObject({ items: [] });
    expect((await gateway.get(`${users}?state=removed`, gold)).body).toMatchObject({
      items: [{ id: 'auth0|ann' }],
    });
  });

  it('come in pages, by id', async () => {
    for (const userId of ['p1', 'p2', 'p3'])
      await gateway.tell(userAdded, aRegistration({ companyId: 'customer-two', userId }));
    const read = async (url: string) => {
      const { body } = await gateway.get(url, of('customer-two'));
      return body as { items: { id: string }[]; nextCursor: string | null };
    };
    const list = '/v1/companies/customer-two/users?limit=2';
    const first = await read(list);
    const second = await read(`${list}&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
    expect(second.nextCursor).toBeNull();
  });

  it('are changed by what is named', async () => {
    gateway.onCommand = () => undefined;
    const url = `${users}/auth0%7Cann`;
    const body = { role: 'security-admin', state: 'disabled' };
    await gateway.call('PATCH', url, { as: gold, body, headers: { prefer: 'wait=0' } });
    const { actor, ...data } = gateway.sent[0]?.data as Record<string, unknown>;
    expect(data).toEqual({ companyId: 'partner-gold', userId: 'auth0|ann', ...body });
    expect(actor).toMatchObject({ companyId: 'partner-gold' });
    expect(await gateway.call('PATCH', url, { as: gold, body: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ message: 'names nothing to change' }] },
    });
  });

  it('answer the refusal of the service', async () => {
    gateway.onCommand = ({ id: operationId }) =>
      void gateway.tell(companiesOperationCompleted, {
        operationId,
        outcome: 'refused',
        resource: null,
        refusal: { code: 'last-total-control', rule: 'CO-7', detail: 'the last' },
        requires: [],
      });
    expect(await gateway.call('DELETE', `${users}/ann`, { as: gold })).toMatchObject({
      status: 409,
      body: { code: 'last-total-control', rule: 'CO-7', title: 'Somebody must stay in control' },
    });
  });

  it.each([
    ['an id that API keys act under', { id: 'api-key:one' }],
    ['an id with a space', { id: 'ann b' }],
    ['no e-mail address', { email: 'ann' }],
    ['the role of the operator', { role: 'operator' }],
    ['an unknown member', { admin: true }],
  ])('are not registered with %s', async (_what, differing) => {
    expect(await gateway.call('POST', users, { as: gold, body: { ...ann, ...differing } })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect(gateway.sent).toEqual([]);
  });

  it('keep their e-mail addresses out of the log', async () => {
    await gateway.call('POST', users, {
      as: gold,
      body: { ...ann, id: 'logged', email: 'secret@gold.example' },
    });
    await gateway.get(users, gold);
    expect(gateway.log.join('')).not.toContain('secret@gold.example');
  });
});

describe('CO-7 who manages users', () => {
  it.each([
    ['a partner those of its customer', 'partner-gold', 'customer-one', 200],
    ['the operator those of anybody', undefined, 'customer-foreign', 200],
    ['a partner those of its partner', 'partner-gold', 'partner-chain', 403],
    ['a partner those of the customer of its partner', 'partner-gold', 'customer-chain', 403],
    ['a distributor those of its partner', 'distributor-one', 'partner-gold', 403],
  ])('%s', async (_what, company, whose, status) => {
    const as = company === undefined ? theOperator : of(company);
    const answer = await gateway.get(`/v1/companies/${whose}/users`, as);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: 'not-the-managing-company', rule: 'CO-7' });
  });
});

describe('CO-7 the registered role', () => {
  const tokenOf = (userId: string, role: string) => ({ company: 'partner-gold', sub: userId, role });

  it('wins over the one that the token claims, at once, upwards and downwards', async () => {
    const as = tokenOf('eve', 'total-control');
    expect((await gateway.get(users, as)).status).toBe(200);
    await gateway.tell(userAdded, aRegistration({ userId: 'eve', role: 'monitoring' }));
    expect(await gateway.get(users, as)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    await gateway.tell(userChanged, aRegistration({ userId: 'eve', version: 2 }));
    expect((await gateway.get(users, tokenOf('eve', 'monitoring'))).status).toBe(200);
  });

  it('stands in the commands that are sent, and in the log', async () => {
    await gateway.tell(userAdded, aRegistration({ userId: 'max' }));
    await gateway.call('POST', users, { as: tokenOf('max', 'monitoring'), body: { ...ann, id: 'by-max' } });
    expect(gateway.sent[0]?.data).toMatchObject({ actor: { userId: 'max', role: 'total-control' } });
    expect(gateway.log.at(-1)).toMatch(/"user":"max".*"role":"total-control"/);
  });

  it.each([
    ['disabled', userChanged],
    ['removed', userRemoved],
  ] as const)('of who is %s opens nothing, and what else the company has is no help', async (state, fact) => {
    const as = tokenOf(state, 'monitoring');
    expect((await gateway.get('/v1/companies', as)).status).toBe(200);
    await gateway.tell(userAdded, aRegistration({ userId: state }));
    await gateway.tell(fact, aRegistration({ userId: state, state, version: 2 }));
    expect(await gateway.get('/v1/companies', as)).toMatchObject({
      status: 403,
      body: { code: `user-${state}`, rule: 'CO-7' },
    });
  });

  it('of the same sub in another company says nothing here', async () => {
    await gateway.tell(
      userAdded,
      aRegistration({ companyId: 'partner-two', userId: 'both', state: 'disabled' }),
    );
    expect((await gateway.get('/v1/companies', tokenOf('both', 'monitoring'))).status).toBe(200);
  });
});
