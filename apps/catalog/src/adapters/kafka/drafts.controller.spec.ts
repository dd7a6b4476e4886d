import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DataOf,
  type MessageDefinition,
  checkDraft,
  discardDraft,
  publishDraft,
  retireItem,
  saveDraft,
} from '@reservoir/messages';
import { commandContext, published } from '@reservoir/testing/handlers';
import {
  aPriceList,
  anAssortment,
  draftBodyOf,
  edr,
  endpointSecurity,
  operator,
  userOf,
} from '../../testing/catalog.fixtures.js';
import { everyChunk, memoryPorts } from '../../testing/memory-catalog.js';
import { DraftsController } from './drafts.controller.js';

let ports: ReturnType<typeof memoryPorts>;
let controller: DraftsController;

beforeEach(() => {
  ports = memoryPorts();
  controller = new DraftsController(everyChunk(ports));
  ports.families.save({ id: 'endpoint', version: 1, body: { id: 'endpoint', name: 'Endpoint' } });
});

const product = { kind: 'products', id: 'endpoint-security', actor: operator } as const;

/** What becomes of a command: the data of each record that is published, by the last part of its type. */
function tell<M extends MessageDefinition>(
  message: M,
  handle: (data: DataOf<M>, context: ReturnType<typeof commandContext<M>>) => void,
  wire: unknown,
) {
  const data = message.schema.parse(wire) as DataOf<M>;
  const context = commandContext(message, data);
  handle.call(controller, data, context);
  const records = published(context).map(({ type, data: told }) => [type.split('.')[2], told] as const);
  return Object.fromEntries(records) as Readonly<Record<string, Record<string, unknown>>>;
}

const save = (body: object = draftBodyOf(endpointSecurity), more: object = {}) =>
  tell(saveDraft, controller.save, { ...product, body, ...more });
const check = () => tell(checkDraft, controller.check, product);
const discard = (revision: number) => tell(discardDraft, controller.discard, { ...product, revision });
const publish = (revision: number, actor = operator) =>
  tell(publishDraft, controller.publish, { ...product, revision, actor });
const retire = (more: object = {}) => tell(retireItem, controller.retire, { ...product, ...more });

describe('CA-1 draft, check, publish', () => {
  it('a draft is kept with its faults and the diff; nothing is published', () => {
    const told = save({ ...draftBodyOf(endpointSecurity), familyId: 'nowhere' });
    expect(Object.keys(told)).toEqual(['draft-changed', 'operation-completed']);
    expect(told['draft-changed']).toMatchObject({
      revision: 1,
      basedOn: 0,
      violations: [{ code: 'unknown-family', rule: 'CA-1', path: 'familyId' }],
      changes: [{ path: '', kind: 'added' }],
    });
    expect(told['operation-completed']).toMatchObject({
      outcome: 'succeeded',
      resource: { kind: 'catalog-drafts', id: 'products/endpoint-security' },
      requires: [{ version: 1 }],
    });
    expect(ports.products.find('endpoint-security')).toBeUndefined();
  });

  it('what is wrong is not published, and every violation is told at once', () => {
    save({ ...draftBodyOf(endpointSecurity), familyId: 'nowhere', features: ['a', 'a'] });
    const told = publish(1);
    expect(Object.keys(told)).toEqual(['operation-completed']);
    expect(told['operation-completed']).toMatchObject({
      refusal: { code: 'publication-invalid', errors: [{ code: 'unknown-family' }, { code: 'duplicate' }] },
    });
  });

  it('a check judges by the catalog as it is now', () => {
    save({ ...draftBodyOf(endpointSecurity), familyId: 'later' });
    ports.families.save({ id: 'later', version: 1, body: { id: 'later', name: 'Later' } });
    expect(check()['draft-changed']).toMatchObject({ revision: 2, violations: [] });
  });

  it('a publication is the next version, for good, and empties the draft', () => {
    save();
    const told = publish(1);
    expect(told['product-published']).toMatchObject({ version: 1, retiredAt: null, body: endpointSecurity });
    expect(told['version-published']).toMatchObject({
      kind: 'products',
      number: 1,
      publishedBy: 'user-operator',
    });
    expect(told['draft-changed']).toMatchObject({ revision: 2, body: null, changes: [] });
    expect(told['operation-completed']).toMatchObject({
      resource: { kind: 'products', id: 'endpoint-security' },
      requires: [
        { kind: 'products', version: 1 },
        { kind: 'catalog-versions', id: 'products/endpoint-security/1' },
        { kind: 'catalog-drafts', version: 2 },
      ],
    });
  });

  it('the diff is against the version before', () => {
    save();
    publish(1);
    const { changes } = save({ ...draftBodyOf(endpointSecurity), name: 'Endpoint' })['draft-changed'] ?? {};
    expect(changes).toEqual([
      { path: 'name', kind: 'changed', before: 'Endpoint Security', after: 'Endpoint' },
    ]);
  });

  it('of two publications of one revision the second is told why', () => {
    save();
    publish(1);
    expect(publish(1)['operation-completed']).toMatchObject({
      refusal: { code: 'stale-revision', errors: [{ asked: 1, present: 2 }] },
    });
    expect(publish(2)['operation-completed']).toMatchObject({ refusal: { code: 'unknown-draft' } });
  });

  it('what was published in between is not overwritten unseen', () => {
    save();
    publish(1);
    save();
    ports.products.save({ id: 'endpoint-security', version: 2, body: endpointSecurity });
    expect(publish(3)['operation-completed']).toMatchObject({ refusal: { code: 'stale-version' } });
    expect(check()['operation-completed']).toMatchObject({ refusal: { code: 'stale-version' } });
  });

  it('a draft is replaced and discarded by who knows its revision', () => {
    save(undefined, { revision: 0 });
    expect(save(undefined, { revision: 0 })['operation-completed']).toMatchObject({
      refusal: { code: 'stale-revision' },
    });
    expect(discard(2)['operation-completed']).toMatchObject({ refusal: { code: 'stale-revision' } });
    expect(discard(1)['draft-changed']).toMatchObject({ revision: 2, body: null });
    expect(discard(2)['operation-completed']).toMatchObject({ refusal: { code: 'unknown-draft' } });
  });

  it('CO-10 is the operator’s alone', () => {
    save();
    const refused = publish(1, userOf('distributor-one'))['operation-completed'];
    expect(refused).toMatchObject({ refusal: { code: 'role-not-allowed', rule: 'CO-10' } });
  });

  it('CA-4, CA-6, CA-7: a protection model that is named still: a violation by a rule, a warning by an offer', () => {
    save();
    publish(1);
    ports.modules.save({ id: 'edr', version: 1, body: edr, refersTo: ['endpoint-security'] });
    const offered = anAssortment([{ sku: 'endpoint-security:secure', terms: ['Y1'] }]);
    ports.assortments.save({ id: 'distributor-one', version: 1, body: offered });
    ports.prices.save({ id: 'distributor-one', version: 1, body: aPriceList() });
    const protectionModels = endpointSecurity.protectionModels.filter(({ id }) => id !== 'secure');
    expect(save({ ...draftBodyOf(endpointSecurity), protectionModels })['draft-changed']).toMatchObject({
      violations: [{ code: 'still-named', rule: 'CA-4' }],
      warnings: [
        { code: 'unknown-sku', rule: 'CA-6', path: 'assortments/distributor-one' },
        { code: 'unknown-sku', rule: 'CA-7', path: 'prices/distributor-one' },
      ],
      changes: [{ path: 'protectionModels[secure]', kind: 'removed' }],
    });
  });
});

describe('CA-8 retirement', () => {
  it('is a version of its own, dated, and once', () => {
    save();
    publish(1);
    const told = retire({ version: 1 });
    expect(told['product-published']).toMatchObject({
      version: 2,
      retiredAt: '2026-11-21T12:00:00.000Z',
      body: { ...endpointSecurity, retired: true },
    });
    expect(told['version-published']).toMatchObject({ number: 2 });
    expect(retire()['operation-completed']).toMatchObject({ refusal: { code: 'already-retired' } });
  });

  it('is refused for what is not there, and for another version than is meant', () => {
    expect(retire()['operation-completed']).toMatchObject({ refusal: { code: 'unknown-product' } });
    save();
    publish(1);
    expect(retire({ version: 2 })['operation-completed']).toMatchObject({
      refusal: { code: 'stale-version' },
    });
  });

  it('is for good: later versions stay retired', () => {
    save();
    publish(1);
    retire();
    save({ ...draftBodyOf(endpointSecurity), name: 'Endpoint' });
    expect(publish(3)['product-published']).toMatchObject({
      version: 3,
      retiredAt: '2026-11-21T12:00:00.000Z',
      body: { name: 'Endpoint', retired: true },
    });
  });
});
