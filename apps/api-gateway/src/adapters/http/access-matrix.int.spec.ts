import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MatrixWorld } from './testing/matrix-world.js';
import { type Cell, type Row, columns, lettersOfRoles, rowsOf } from './testing/matrix.js';
import type { Told } from './testing/gateway.js';

/**
 * Every route of companies, users, API keys, transfer requests, the catalog and customers, below /v1: for which roles it is,
 * and what a caller gets about whom. Roles: T total-control, L license-and-security-admin, S security-admin, M monitoring,
 * O operator, K an API key with total control, R one that only reads; every other one gets 403, whoever is asked about. The
 * operator sees every company. A cell of a command says whether the gateway passes it on; what the service behind it makes
 * of it stands in the tests of the service. `<items>` stands for families, products and modules, `<sold>` for the last two,
 * `<offers>` for assortments and prices.
 */
const table = `
#                                                                     | distributor             | partner                                  | customer
#                                                                     | own child sibling other | own customer partner sibling above other | own sibling above other
POST   /companies                                             TOK     | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
GET    /companies                                             TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /companies/{id}                                        TLSMOKR | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
PATCH  /companies/{id}                                        TLOK    | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
POST   /companies/{id}/suspend                                TOK     | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
POST   /companies/{id}/reactivate                             TOK     | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404

# Users: the company itself, and the partner of a customer.
POST   /companies/{id}/users                                  TO      | ok  403   404     404   | ok  ok       403     404     404   404   | ok  404     404   404
GET    /companies/{id}/users                                  TO      | ok  403   404     404   | ok  ok       403     404     404   404   | ok  404     404   404
GET    /companies/{id}/users/{userId}                         TO      | ok  403   404     404   | ok  ok       403     404     404   404   | ok  404     404   404
PATCH  /companies/{id}/users/{userId}                         TO      | ok  403   404     404   | ok  ok       403     404     404   404   | ok  404     404   404
DELETE /companies/{id}/users/{userId}                         TO      | ok  403   404     404   | ok  ok       403     404     404   404   | ok  404     404   404

# API keys: the company itself.
POST   /companies/{id}/api-keys                               T       | ok  403   404     404   | ok  403      403     404     404   404   | ok  404     404   404
GET    /companies/{id}/api-keys                               TO      | ok  403   404     404   | ok  403      403     404     404   404   | ok  404     404   404
GET    /companies/{id}/api-keys/{keyId}                       TO      | ok  403   404     404   | ok  403      403     404     404   404   | ok  404     404   404
DELETE /companies/{id}/api-keys/{keyId}                       TO      | ok  403   404     404   | ok  403      403     404     404   404   | ok  404     404   404

# Transfer requests: the service says whose they are to make and to answer.
POST   /companies/{id}/transfer-requests                      TK      | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
GET    /companies/{id}/transfer-requests                      TLSMOKR | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
GET    /companies/{id}/transfer-requests/{requestId}          TLSMOKR | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
POST   /companies/{id}/transfer-requests/{requestId}/accept   TK      | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
POST   /companies/{id}/transfer-requests/{requestId}/decline  TK      | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404
POST   /companies/{id}/transfer-requests/{requestId}/withdraw TK      | ok  ok    404     404   | ok  ok       ok      404     404   404   | ok  404     404   404

# The catalog belongs to the operator, and everybody reads what is published.
GET    /catalog/<items>                                       TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<items>/{id}                                  TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<items>/{id}/versions                         TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<items>/{id}/versions/{number}                TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/features                                      TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
PUT    /catalog/<items>/{id}/draft                            O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<items>/{id}/draft                            O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<items>/{id}/draft/diff                       O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
POST   /catalog/<items>/{id}/draft:check                      O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
POST   /catalog/<items>/{id}/draft:discard                    O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
POST   /catalog/<items>/{id}/publish                          O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
POST   /catalog/<sold>/{id}/retire                            O       | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
POST   /catalog/configurations:check                          TLSMOKR | -   ok    -       404   | ok  ok       ok      404     -     404   | ok  404     404   404

# Assortments and prices are a distributor's own; its partners see them (CA-6).
GET    /catalog/<offers>                                      TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /catalog/<offers>/{distributorId}                      TLSMOKR | ok  404   404     404   | 404 404      404     404     ok    404   | 404 404     404   404
GET    /catalog/<offers>/{distributorId}/versions             TLSMOKR | ok  404   404     404   | 404 404      404     404     ok    404   | 404 404     404   404
GET    /catalog/<offers>/{distributorId}/versions/{number}    TLSMOKR | ok  404   404     404   | 404 404      404     404     ok    404   | 404 404     404   404
PUT    /catalog/<offers>/{distributorId}                      TOK     | ok  404   404     404   | 404 404      404     404     404   404   | 404 404     404   404

# What a customer has: for itself and those above; its own partner, and nobody else, changes it (CO-9). Use only with its leave (CO-2).
GET    /customers/{customerId}/services                       TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
GET    /customers/{customerId}/services/{product}             TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
PATCH  /customers/{customerId}/services/{product}             TLOK    | 404 404   404     404   | 404 ok       404     404     404   404   | 403 404     404   404
POST   /customers/{customerId}/services/{product}/modules     TLOK    | 404 404   404     404   | 404 ok       404     404     404   404   | 403 404     404   404
GET    /customers/{customerId}/services/{product}/features    TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
PUT    /customers/{customerId}/services/{product}/features/{feature} TLOK | 404 404 404   404   | 404 ok       404     404     404   404   | 403 404     404   404
GET    /customers/{customerId}/entitlements                   TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
GET    /customers/{customerId}/features                       TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
GET    /customers/{customerId}/usage                          TLSMOKR | 404 404   404     404   | 404 403      404     404     404   404   | ok  404     404   404
GET    /customers/{customerId}/security-access                TLSMOKR | 404 404   404     404   | 404 ok       404     404     404   404   | ok  404     404   404
GET    /reports/reconciliation                                TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -
GET    /reports/reconciliation.csv                            TLSMOKR | ok  -     -       -     | ok  -        -       -       -     -     | ok  -       -     -

# The stock of a partner: for itself and those above; the partner alone says when it is low, the operator alone adds and takes away (CO-10).
GET    /partners/{partnerId}/pools                            TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/pools/{sku}/{term}               TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/pools/{sku}/{term}/lots          TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/pools/{sku}/{term}/lots/{lotId}  TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/pools/{sku}/{term}/thresholds    TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
PUT    /partners/{partnerId}/pools/{sku}/{term}/thresholds    TLOK    | 404 403   404     404   | ok  404      403     404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/pools/{sku}/{term}/lots          O       | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/pools/{sku}/{term}/take-away     O       | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /reports/pool.csv                                      TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /reports/expiring.csv                                  TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404

# The points of a partner: for itself and those above; the service lets the partner alone move them (CO-9), and the operator give (CO-10).
GET    /partners/{partnerId}/points                           TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/transactions              TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/transactions:verify       TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/statements/{month}        TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /reports/points-statement.csv                          TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/quotes                    TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/quotes/{id}               TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/exchanges                 TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
GET    /partners/{partnerId}/points/exchanges/{id}            TLSMOKR | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/points/quotes                    TLOK    | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/points/exchanges                 TLOK    | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/points/exchanges/{id}/reverse    TLOK    | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/points/grants                    O       | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
POST   /partners/{partnerId}/points/adjustments               O       | 404 ok    404     404   | ok  404      ok      404     404   404   | 404 404     404   404
`;

const rows = rowsOf(table);
const resources =
  /^\/v1\/(companies|transfer-requests|catalog|customers|partners\/\{partnerId\}\/(pools|points)|reports\/(reconciliation|pool|expiring|points-statement))(\.csv)?(\/|$)/;
const callers = [...new Set(columns.map(({ caller }) => caller))];
const world = new MatrixWorld();
let documented: readonly string[];

beforeAll(async () => {
  await world.start(import.meta.url, columns);
  const { body } = await world.gateway.call('GET', '/openapi.json');
  documented = Object.entries(body['paths'] as Record<string, object>)
    .filter(([path]) => resources.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
});
afterAll(() => world.gateway.stop());

const cellOf = ({ status }: Told): string => (status < 300 ? 'ok' : String(status));

/** All that the outside sees, but for what counts requests and tells the time. */
function seen({ status, text, headers }: Told) {
  const kept = Object.entries(headers).filter(([name]) => !/^(date|ratelimit.*)$/.test(name));
  return { status, text, headers: Object.fromEntries(kept) };
}

/** The same, where the gateway answers; a command that it passes on is answered by its service. */
const told = (answer: Told) => (answer.status === 202 ? 'passed on' : seen(answer));

/** A role that the route is not for is told so, whoever is asked about; the operator finds whatever there is (CO-10). */
function expected(cell: Cell, { route, roles }: Row, letter: string, target: string): Cell {
  if (!roles.includes(letter)) return '403';
  if (letter !== 'O') return cell;
  if (route.includes('{customerId}')) {
    if (!target.startsWith('customer')) return '404';
    return route.startsWith('GET') ? 'ok' : '403'; // CO-9
  }
  if (/\{partnerId\}|(pool|expiring|points-statement)\.csv/.test(route))
    return target.startsWith('partner') ? 'ok' : '404';
  return route.includes('{distributorId}') && !target.startsWith('distributor') ? '404' : 'ok';
}

/** What is not as the row says, for one caller and role. */
async function faultsOf(row: Row, caller: string, letter: string): Promise<string[]> {
  const as = letter === 'O' ? 'O' : `${caller} ${letter}`;
  const unknown = new Map<string, Promise<Told>>();
  const nobody = (id: string): Promise<Told> => {
    const asked = unknown.get(id) ?? world.ask(row.route, as, id);
    unknown.set(id, asked);
    return asked;
  };
  const faults = columns.map(async ({ caller: asks, target }, at) => {
    if (asks !== caller || row.cells[at] === '-') return '';
    const cell = expected(row.cells[at] as Cell, row, letter, target);
    const answer = await world.ask(row.route, as, target);
    const where = `${row.route} as ${as} about ${target}`;
    const { code = '' } = answer.body as { readonly code?: string };
    if (cellOf(answer) !== cell) return `${where}: ${cellOf(answer)} ${code} instead of ${cell}`;
    if (cell !== '404') return ''; // CO-8: what is foreign, or above, or beside, answers as what is not there
    const told = await nobody(target.startsWith('customer') ? 'customer-nobody' : 'nobody');
    const same = JSON.stringify(seen(answer)) === JSON.stringify(seen(told));
    return same ? '' : `${where}: differs from an unknown company`;
  });
  return (await Promise.all(faults)).filter((fault) => fault !== '');
}

describe('CO-7, CO-8: who may ask what about whom', () => {
  const asked =
    rows.flatMap(({ cells }) => cells).filter((cell) => cell !== '-').length * lettersOfRoles.length;

  it(`the table has every documented route, and no other: ${rows.length} routes, ${asked} questions`, () =>
    expect(rows.map(({ route }) => route).sort()).toEqual([...documented].sort()));

  it.each(rows)('$route', async (row) => {
    const faults: string[] = [];
    // Role after role: all at once would keep a busy machine from answering within its own time limits.
    for (const letter of lettersOfRoles)
      faults.push(...(await Promise.all(callers.map((caller) => faultsOf(row, caller, letter)))).flat());
    expect(faults).toEqual([]);
  });

  /** A user's id says nothing of its company: the same one may be known to both. */
  const below = /companies\/\{id\}.*\{(?!userId)\w+\}/;
  it.each(rows.filter(({ route }) => below.test(route)))(
    'CO-8 $route: what belongs to another company is unknown below one’s own',
    async ({ route }) => {
      const as = 'partner-gold T';
      expect(cellOf(await world.ask(route, as, 'partner-gold'))).toBe('ok');
      const unknown = await world.ask(route, as, 'partner-gold', 'nobody');
      for (const other of ['partner-silver', 'partner-two'])
        expect(told(await world.ask(route, as, 'partner-gold', other))).toEqual(told(unknown));
    },
  );
});
