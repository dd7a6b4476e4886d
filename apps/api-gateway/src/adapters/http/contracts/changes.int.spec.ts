import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractActivated, serviceChanged } from '@reservoir/messages';
import { aContract, aService } from '../../../testing/facts.js';
import { assignment, assignmentsAround } from '../testing/assignments.js';
import { of, theOperator } from '../testing/gateway.js';

const { gateway } = assignmentsAround(import.meta.url);

beforeAll(async () => {
  await gateway.tell(contractActivated, { contract: aContract() });
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
});

const upgrade = {
  product: 'endpoint-security',
  protectionModel: 'secure',
  mode: 'recover',
  term: 'Y1',
  quantity: 9,
};
const conversion = { term: 'Y1', quantity: 9, addOns: [], managedServices: [] };
const contractIds = ['contract-one', 'contract-two'];

/** Route, body, and what the command says. */
const routes = [
  [
    'POST /contract-one/seats',
    { remove: 5, cascade: true },
    'change-seats',
    { seats: { remove: 5 }, cascade: true },
  ],
  [
    'POST /contract-one/seats',
    { add: 5, term: 'Y1', coTerm: true },
    'change-seats',
    { seats: { add: 5, term: 'Y1', coTerm: true } },
  ],
  [
    'POST /contract-one/upgrade',
    { ...upgrade, cascade: true },
    'upgrade-service',
    { upgrade, cascade: true },
  ],
  ['POST /contract-one/extend', {}, 'extend-trial', {}],
  ['POST /contract-one/convert', conversion, 'convert-trial', { conversion }],
  [
    'POST /contract-one/schedule',
    { change: 'cancel' },
    'schedule-change',
    { schedule: { change: 'cancel' } },
  ],
  [
    'POST /contract-one/schedule',
    { change: 'quantity', quantity: 9, term: 'Y1' },
    'schedule-change',
    { schedule: { quantity: 9 } },
  ],
  ['DELETE /contract-one/schedule', undefined, 'unschedule-change', {}],
  ['POST :group', { contractIds, cascade: true }, 'group-contracts', { contractIds, cascade: true }],
] as const;
type Route = (typeof routes)[number];

/** Asks as somebody. @param changes in the route, or to its body */
function ask(
  [route, body]: Route | readonly [string, object | undefined],
  as: object,
  { query = '', key = true } = {},
) {
  const [method = '', path = ''] = route.split(' ');
  const url = `/v1/contracts${path}${query}`;
  const headers = { prefer: 'wait=0', ...(key && { 'idempotency-key': newId() }) };
  return gateway.call(method as 'POST', url, { as, headers, ...(body && { body }) });
}

const partner = of('partner-gold');

describe('CT-10 … CT-16 commands that change contracts', () => {
  beforeAll(() => gateway.tell(contractActivated, { contract: aContract({ id: 'contract-two' }) }));

  it.each(routes)('%s %j is sent with the contract, its customer and who asks', async (...route) => {
    expect((await ask(route, partner)).status).toBe(202);
    const actor = { userId: 'user-of-partner-gold', companyId: 'partner-gold', role: 'total-control' };
    const on = {
      customerId: 'customer-one',
      contractId: 'contract-one',
      product: 'endpoint-security',
      actor,
    };
    const [, , name, more] = route;
    const type = `reservoir.contracts.${name}.v1`;
    expect(gateway.sent).toMatchObject([{ message: { type }, data: { ...on, ...more } }]);
  });

  it.each(routes)('CO-7, CO-8, CO-9 %s %j: for the owning partner and its roles only', async (...route) => {
    const statuses = async (as: object) => (await ask(route, as)).status;
    for (const role of ['security-admin', 'monitoring'])
      expect([role, await statuses({ ...partner, role })]).toEqual([role, 403]);
    for (const other of [of('customer-one'), of('distributor-one'), theOperator])
      expect(await statuses(other)).toBe(403);
    for (const company of ['partner-silver', 'partner-two', 'customer-two']) {
      const foreign = await ask(route, of(company));
      const [name, body] = route;
      const nothing = JSON.stringify([name, body ?? null]).replaceAll('contract-one', 'nothing');
      const [unknownName, unknownBody] = JSON.parse(nothing) as [string, object | null];
      const unknown = await ask([unknownName, unknownBody ?? undefined], of(company));
      expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([
        404,
        { ...unknown.body, requestId: '' },
      ]);
    }
    expect(gateway.sent).toEqual([]);
  });

  it.each(routes)('%s %j: strict, with a key, and as a preview (CT-18)', async (...route) => {
    const [name, body] = route;
    if (body) expect((await ask([name, { ...body, surprise: 1 }], partner)).status).toBe(400);
    expect(await ask(route, partner, { key: false })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    expect((await ask(route, partner, { query: '?preview=true' })).status).toBe(202);
    expect(gateway.sent).toMatchObject([{ preview: true }]);
  });
});

describe('CT-14, CT-15 POST /v1/contracts', () => {
  const { term: _, ...termless } = assignment;
  const post = (body: object) => ask(['POST ', body], partner);

  it('a trial names no term', async () => {
    expect((await post({ ...termless, mode: 'trial' })).status).toBe(202);
    const { mode: _mode, ...request } = termless;
    const type = 'reservoir.contracts.start-trial.v1';
    expect(gateway.sent).toMatchObject([{ message: { type }, data: { request } }]);
  });

  it.each([
    ['a trial with a term', { ...assignment, mode: 'trial' }],
    ['a trial that is aligned (CT-15)', { ...termless, mode: 'trial', alignEnd: { monthEnd: '2027-06' } }],
    ['a commercial contract without', termless],
  ])('%s is refused', async (_name, body) => expect((await post(body)).status).toBe(400));

  it('the first period may be aligned', async () => {
    expect((await post({ ...assignment, alignEnd: { monthEnd: '2027-06' } })).status).toBe(202);
    expect(gateway.sent).toMatchObject([{ data: { request: { alignEnd: { monthEnd: '2027-06' } } } }]);
  });
});
