import { instant, newId } from '@reservoir/kernel';
import {
  apiKeyCreated,
  assortmentChanged,
  draftChanged,
  familyPublished,
  lotAdded,
  modulePublished,
  pointsGranted,
  pointsHeld,
  pricesChanged,
  productPublished,
  quoteChanged,
  serviceChanged,
  transferRequestChanged,
  userAdded,
  versionPublished,
} from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import type { z } from 'zod';
import { aRegistration, anApiKey } from '../../../testing/access-facts.js';
import { aPoolFact, aQuote, aService, anExchange } from '../../../testing/facts.js';
import { LedgerWriter } from '../../../testing/points-ledger.js';
import { newApiKey } from '../platform/api-key-format.js';
import { TestGateway, type Told, theOperator } from './gateway.js';
import { type Column, rolesByLetter } from './matrix.js';

type Wire = z.input<typeof transferRequestChanged.schema>;

const [family] = demoCatalog.families;
const product = demoCatalog.products[0]!;
const module = demoCatalog.modules[0]!;
const itemIds: Readonly<Record<string, string>> = {
  families: family.id,
  products: product.id,
  modules: module.id,
};
const person = { name: 'Bob', email: 'bob@here.example' };

const noon = '2026-11-21T12:00:00.000Z';
const aDraft = {
  id: family.id,
  revision: 1,
  basedOn: 1,
  violations: [] as never[],
  warnings: [] as never[],
  changes: [] as never[],
  savedAt: noon,
  savedBy: 'operator-one',
  checkedAt: noon,
};

const pool = '/v1/partners/{partnerId}/pools/{sku}/{term}';
const points = '/v1/partners/{partnerId}/points';

/** Bodies that are as documented, by route; a command without one needs none. */
const bodies: Readonly<Record<string, (target: string) => object>> = {
  'POST /v1/companies': (parentId) => ({ type: 'customer', name: 'New', parentId }),
  'PATCH /v1/companies/{id}': () => ({ name: 'Another name' }),
  'POST /v1/companies/{id}/suspend': () => ({ recursive: false }),
  'POST /v1/companies/{id}/users': () => ({ id: 'bob', ...person, role: 'monitoring' }),
  'PATCH /v1/companies/{id}/users/{userId}': () => ({ role: 'monitoring' }),
  'POST /v1/companies/{id}/api-keys': () => ({ name: 'A key', role: 'monitoring' }),
  'POST /v1/companies/{id}/transfer-requests': () => ({ toId: 'partner-silver' }),
  'PUT /v1/catalog/families/{id}/draft': () => family,
  'PUT /v1/catalog/products/{id}/draft': () => withoutRetired(product),
  'PUT /v1/catalog/modules/{id}/draft': () => withoutRetired(module),
  'POST /v1/catalog/products/{id}/retire': () => ({}),
  'POST /v1/catalog/modules/{id}/retire': () => ({}),
  'POST /v1/catalog/configurations:check': configurationFor,
  'PUT /v1/catalog/assortments/{distributorId}': () => ({ offers: [] }),
  'PATCH /v1/customers/{customerId}/services/{product}': () => ({ managementModel: 'client' }),
  'POST /v1/customers/{customerId}/services/{product}/modules': () => ({
    ...{ module: module.id, term: 'Y1', quantity: 1 },
  }),
  'PUT /v1/customers/{customerId}/services/{product}/features/{feature}': () => ({ on: false }),
  [`PUT ${pool}/thresholds`]: () => ({ thresholds: [] }),
  [`POST ${pool}/lots`]: () => ({ provenance: 'adjustment', quantity: 1, reason: 'Lost' }),
  [`POST ${pool}/take-away`]: () => ({ quantity: 1, reason: 'Twice' }),
  [`POST ${points}/quotes`]: () => ({ sku: 'edr-standalone', term: 'Y1', quantity: 1 }),
  [`POST ${points}/exchanges`]: (quoteId) => ({ quoteId }),
  [`POST ${points}/exchanges/{id}/reverse`]: () => ({ quantity: 1 }),
  [`POST ${points}/grants`]: () => ({ points: 1, reason: 'Spring' }),
  [`POST ${points}/adjustments`]: () => ({ points: -1, reason: 'Twice' }),
  'PUT /v1/catalog/prices/{distributorId}': () => ({ money: [], points: [], pointsDiscounts: [] }),
};

function withoutRetired<Item extends { readonly retired: boolean }>({ retired: _, ...item }: Item) {
  return item;
}

function configurationFor(target: string): object {
  const party = target.startsWith('customer') ? { customerId: target } : { partnerId: target };
  return { product: product.id, term: 'Y1', quantity: 1, ...party };
}

/** A gateway that knows something of every company, and callers of every role. */
export class MatrixWorld {
  gateway!: TestGateway;
  /** By caller and letter: `partner-gold T`; `O` is the operator. */
  readonly #credentials = new Map<string, string>();
  readonly #keyIds = new Map<string, string>();

  async start(fileUrl: string, columns: readonly Column[]): Promise<void> {
    this.gateway = await TestGateway.start(fileUrl);
    await this.#fillTheCatalog();
    for (const company of new Set(columns.map(({ target }) => target))) await this.#fill(company);
    for (const company of new Set(columns.map(({ caller }) => caller))) await this.#letIn(company);
    this.#credentials.set('O', await this.gateway.issuer.token(theOperator));
  }

  /**
   * Asks about a company.
   * @param as caller and letter of the role
   * @param whose whose user, key or request is named below it, where the route names one
   */
  ask(route: string, as: string, target: string, whose = target): Promise<Told> {
    const [method, path] = route.split(' ') as ['GET', string];
    const request = /accept|decline/.test(route) ? `to-${whose}` : `of-${whose}`;
    const url = path
      .replace('{userId}', whose === 'nobody' ? 'nobody' : 'ann')
      .replace('{keyId}', this.#keyIds.get(whose) ?? 'nothing')
      .replace('{requestId}', whose === 'nobody' ? 'nothing' : request)
      .replace('{number}', '1')
      .replace('{product}', product.id)
      .replace('{feature}', 'firewall')
      .replace('{sku}/{term}', 'edr-standalone/Y1')
      .replace('{lotId}', `lot-of-${whose}`)
      .replace('{month}', '2026-11')
      .replace(/(pool|expiring)\.csv$/, `$&?partnerId=${target}`)
      .replace(/points-statement\.csv$/, `$&?partnerId=${target}&month=2026-11`)
      .replace(/\/reconciliation(\.csv)?$/, '$&?month=2026-11')
      .replace(/\/(families|products|modules)\/\{id\}/, (_, kind: string) => `/${kind}/${itemIds[kind]}`)
      .replaceAll(/\{(id|distributorId|partnerId|customerId)\}/g, target);
    const headers = { 'x-request-id': 'the-same', 'idempotency-key': newId(), prefer: 'wait=0' };
    const revision = /draft:discard|publish$/.test(route) ? { revision: 1 } : undefined;
    const body = bodies[route]?.(target) ?? revision;
    return this.gateway.call(method, url, { as: this.#credentials.get(as)!, headers, ...(body && { body }) });
  }

  async #fillTheCatalog(): Promise<void> {
    const { gateway } = this;
    await gateway.tell(familyPublished, { body: family, version: 1 });
    for (const body of demoCatalog.products) await gateway.tell(productPublished, { body, version: 1 });
    for (const body of demoCatalog.modules) await gateway.tell(modulePublished, { body, version: 1 });
    for (const body of demoCatalog.assortments) await gateway.tell(assortmentChanged, { body, version: 1 });
    for (const body of demoCatalog.prices) await gateway.tell(pricesChanged, { body, version: 1 });
    const by = { number: 1, publishedAt: noon, publishedBy: 'operator-one' };
    await gateway.tell(versionPublished, { kind: 'families', id: family.id, ...by, body: family });
    await gateway.tell(versionPublished, { kind: 'products', id: product.id, ...by, body: product });
    await gateway.tell(versionPublished, { kind: 'modules', id: module.id, ...by, body: module });
    for (const body of demoCatalog.assortments)
      await gateway.tell(versionPublished, { kind: 'assortments', id: body.distributorId, ...by, body });
    for (const body of demoCatalog.prices)
      await gateway.tell(versionPublished, { kind: 'prices', id: body.distributorId, ...by, body });
    await gateway.tell(draftChanged, { kind: 'families', ...aDraft, body: family });
    await gateway.tell(draftChanged, {
      kind: 'products',
      ...aDraft,
      id: product.id,
      body: withoutRetired(product),
    });
    await gateway.tell(draftChanged, {
      kind: 'modules',
      ...aDraft,
      id: module.id,
      body: withoutRetired(module),
    });
  }

  /** One user, one key, one request of its own to move, and one of another to come. */
  async #fill(companyId: string): Promise<void> {
    await this.gateway.tell(userAdded, aRegistration({ companyId, userId: 'ann' }));
    const stock = aPoolFact(25, 1, { partnerId: companyId, sku: 'edr-standalone' });
    const lots = stock.lots.map((lot) => ({ ...lot, id: `lot-of-${companyId}` }));
    if (companyId.startsWith('partner')) await this.gateway.tell(lotAdded, { ...stock, lots });
    if (companyId.startsWith('partner')) await this.#fillThePurse(companyId);
    const service = { id: `${companyId}:${product.id}`, customerId: companyId, product: product.id };
    await this.gateway.tell(serviceChanged, aService(service), { sequence: 1 });
    const key = anApiKey(newApiKey(newId()), { companyId });
    this.#keyIds.set(companyId, key.id);
    await this.gateway.tell(apiKeyCreated, key);
    await this.gateway.tell(transferRequestChanged, request({ id: `of-${companyId}`, companyId }));
    await this.gateway.tell(transferRequestChanged, request({ id: `to-${companyId}`, toId: companyId }));
  }

  /** Some points, a quote and an exchange of the partner's own; both have its id. */
  async #fillThePurse(partnerId: string): Promise<void> {
    const { gateway } = this;
    const [ledger, lotId, at] = [new LedgerWriter(partnerId), `points-of-${partnerId}`, instant(noon)];
    const granted = ledger.write({ lotId, from: 'issued', to: 'available', points: 1000, at });
    const held = ledger.write({ lotId, from: 'available', to: 'held', points: 950, at });
    await gateway.tell(pointsGranted, granted);
    await gateway.tell(pointsHeld, { ...held, exchange: anExchange({ id: partnerId, partnerId }) });
    await gateway.tell(quoteChanged, aQuote({ id: partnerId, partnerId }));
  }

  async #letIn(company: string): Promise<void> {
    for (const [letter, role] of Object.entries(rolesByLetter)) {
      const token = await this.gateway.issuer.token({ company, role, sub: `${letter}-user` });
      this.#credentials.set(`${company} ${letter}`, token);
    }
    for (const letter of ['K', 'R']) {
      const key = newApiKey(newId());
      await this.gateway.tell(apiKeyCreated, anApiKey(key, { companyId: company, readOnly: letter === 'R' }));
      this.#credentials.set(`${company} ${letter}`, key);
    }
  }
}

/** A pending request between companies that no caller of the matrix can see, unless told otherwise. */
const request = (of: Partial<Wire>): Wire => ({
  id: 'request',
  companyId: 'nobody-moves',
  companyType: 'customer',
  companyName: 'The mover',
  fromId: 'nobody-loses',
  toId: 'nobody-wins',
  state: 'pending',
  inUse: [],
  requestedAt: noon,
  deadline: '2026-12-21T12:00:00.000Z',
  endedAt: null,
  version: 1,
  by: null,
  ...of,
});
