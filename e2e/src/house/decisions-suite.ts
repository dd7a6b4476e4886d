import { beforeAll, describe, expect, it } from '@jest/globals';
import { world } from './house.js';

/**
 * What the services decide on commands that the gateway lets pass: who in total control may do what to whom (CO-1, CO-2,
 * CO-3, CO-6, CO-7, CO-10). The rest of the matrix, every route and role, is in the gateway's `access-matrix.int.spec.ts`.
 */
const table = `
#                      | distributor                            | partner                                       | customer                     | operator
#                      | own    partner customer sibling other  | own    customer partner sibling above  other  | own    sibling above  other  | distr. partner customer unknown
create a customer      | parent type    parent   404     404    | ok     parent   ok      404     404    404    | parent 404     404    404    | parent ok      parent   404
create a partner       | ok     ok      parent   404     404    | ok     parent   ok      404     404    404    | parent 404     404    404    | ok     ok      parent   404
change the name        | ok     ok      ok       404     404    | ok     ok       ok      404     404    404    | ok     404     404    404    | ok     ok      ok       404
set the tier           | tier   ok      tier     404     404    | tier   tier     tier    404     404    404    | tier   404     404    404    | tier   ok      tier     404
let the partner assist | assist assist  assist   404     404    | assist assist   assist  404     404    404    | ok     404     404    404    | assist assist  assist   404
suspend                | mark   ok      ok       404     404    | mark   ok       ok      404     404    404    | mark   404     404    404    | ok     ok      ok       404
move to silver         | move   role    role     404     404    | ok     role     role    404     404    404    | ok     404     404    404    | role   role    role     role
register a user        | ok     manage  manage   404     404    | ok     ok       manage  404     404    404    | ok     404     404    404    | ok     ok      ok       404
remove the user        | last   manage  manage   404     404    | last   ok       manage  404     404    404    | last   404     404    404    | ok     ok      ok       404
create a key           | ok     manage  manage   404     404    | ok     manage   manage  404     404    404    | ok     404     404    404    | role   role    role     role
set the assortment     | ok     404     404      404     404    | 404    404      404     404     404    404    | 404    404     404    404    | ok     404     404      404
`;

/** The codes of the words above; 404 stands for itself: `unknown-…`, and the same for whatever is not below the caller (CO-8). */
const codes: Readonly<Record<string, string>> = {
  ok: 'ok',
  parent: '409 parent-not-allowed',
  type: '409 type-not-allowed',
  tier: '409 tier-not-allowed',
  assist: '409 assistance-not-allowed',
  mark: '409 mark-not-allowed',
  move: '409 company-cannot-move',
  last: '409 last-total-control',
  role: '403 role-not-allowed',
  manage: '403 not-the-managing-company',
};

/** Who asks about whom, in the order of the columns. */
const columns = [
  ['distributor-one', 'distributor-one partner-gold customer-one distributor-two partner-two'],
  ['partner-gold', 'partner-gold customer-one partner-chain partner-silver distributor-one partner-two'],
  ['customer-one', 'customer-one customer-two partner-gold customer-foreign'],
  ['operator', 'distributor-one partner-gold customer-one nobody'],
].flatMap(([caller = '', targets = '']) => targets.split(' ').map((target) => ({ caller, target })));

const bob = { id: 'bob', name: 'Bob', email: 'bob@here.example', role: 'total-control' };
/** Asked as previews (CT-18), so that no answer changes the next one. `<id>` is whom it is about. */
const commands: Readonly<Record<string, readonly [string, string, object?]>> = {
  'create a customer': ['POST', '/companies', { type: 'customer', name: 'New', parentId: '<id>' }],
  'create a partner': ['POST', '/companies', { type: 'partner', name: 'New', parentId: '<id>' }],
  'change the name': ['PATCH', '/companies/<id>', { name: 'Another name' }],
  'set the tier': ['PATCH', '/companies/<id>', { tier: 'GOLD' }],
  'let the partner assist': ['PATCH', '/companies/<id>', { assistedByPartner: true }],
  suspend: ['POST', '/companies/<id>/suspend', { recursive: true }],
  'move to silver': ['POST', '/companies/<id>/transfer-requests', { toId: 'partner-silver' }],
  'register a user': ['POST', '/companies/<id>/users', bob],
  'remove the user': ['DELETE', '/companies/<id>/users/amy'],
  'create a key': ['POST', '/companies/<id>/api-keys', { name: 'A key', role: 'monitoring' }],
  'set the assortment': ['PUT', '/catalog/assortments/<id>', { offers: [] }],
};

const rows = table
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name = '', ...cells] = line.split('|').map((part) => part.trim());
    return { name, cells: cells.join(' ').split(/ +/) };
  });

const tokens = new Map<string, string>();

/** `ok`, or status and code of the refusal. */
async function ask(
  { caller, target }: (typeof columns)[number],
  [method, path, body]: readonly [string, string, object?],
  query: string,
): Promise<string> {
  const headers = { authorization: `Bearer ${tokens.get(caller)}`, prefer: 'wait=30' };
  const response = await fetch(`${world.platform.url}/v1${path.replace('<id>', target)}${query}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body).replace('<id>', target) }),
  });
  const { code = '' } = (await response.json()) as { readonly code?: string };
  if (response.ok) return 'ok';
  return response.status === 404 && code.startsWith('unknown-') ? '404' : `${response.status} ${code}`;
}

describe('CO-7, CO-8: what total control may do to whom, decided by the services', () => {
  beforeAll(async () => {
    const { issuer } = world.platform;
    for (const company of new Set(columns.map(({ caller }) => caller))) {
      const who =
        company === 'operator' ? { role: 'operator' as const } : { company, role: 'total-control' as const };
      tokens.set(company, await issuer.token(who));
    }
    const amy = { ...bob, id: 'amy', name: 'Amy' };
    for (const target of new Set(columns.map((column) => column.target)))
      await ask({ caller: 'operator', target }, ['POST', '/companies/<id>/users', amy], '');
  }, 60_000);

  it('the table has every command, and an answer for every column', () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(commands));
    for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });

  it.each(rows)('$name', async ({ name, cells }) => {
    const command = commands[name];
    if (!command) throw new Error(`no command ${name}`);
    const answers = await Promise.all(columns.map((column) => ask(column, command, '?preview=true')));
    const told = columns.map(({ caller, target }, at) => `${caller} > ${target}: ${answers[at]}`);
    expect(told).toEqual(
      columns.map(
        ({ caller, target }, at) => `${caller} > ${target}: ${codes[cells[at] ?? ''] ?? cells[at]}`,
      ),
    );
  });
});
