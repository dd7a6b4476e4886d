import { beforeEach, describe, expect, it } from '@jest/globals';
import { publishFamily, publishModule, publishProduct } from '@reservoir/messages';
import { edr, endpointSecurity, operator, userOf } from '../../testing/catalog.fixtures.js';
import { commandContext, published } from '@reservoir/testing/handlers';
import { everyChunk, memoryPorts } from '../../testing/memory-catalog.js';
import { ProductsController } from './products.controller.js';

let controller: ProductsController;

beforeEach(() => {
  controller = new ProductsController(everyChunk(memoryPorts()));
});

const family = { body: { id: 'endpoint', name: 'Endpoint' }, actor: operator };
const product = publishProduct.schema.parse({ body: endpointSecurity, actor: operator });
const module = publishModule.schema.parse({ body: edr, actor: operator });

function publishAll() {
  const contexts = [
    commandContext(publishFamily, family),
    commandContext(publishProduct, product),
    commandContext(publishModule, module),
  ] as const;
  controller.family(family, contexts[0]);
  controller.product(product, contexts[1]);
  controller.module(module, contexts[2]);
  return contexts.map(published);
}

describe('what the operator publishes in one step', () => {
  it('becomes a fact with the whole state, by its own key, and an answer', () => {
    const [first, second, third] = publishAll();
    expect(first?.map(({ type, key }) => [type, key])).toEqual([
      ['reservoir.catalog.family-published.v1', 'family:endpoint'],
      ['reservoir.catalog.version-published.v1', 'version:families:endpoint:1'],
      ['reservoir.catalog.operation-completed.v1', 'op-1'],
    ]);
    expect(second?.[0]).toMatchObject({
      type: 'reservoir.catalog.product-published.v1',
      key: 'product:endpoint-security',
      data: { body: endpointSecurity, version: 1 },
      sequence: 1,
    });
    expect(third?.[0]).toMatchObject({ key: 'module:edr', data: { body: edr, version: 1 } });
    expect(third?.[2]?.data).toMatchObject({ requires: [{ kind: 'modules', id: 'edr', version: 1 }, {}] });
  });

  it('is a new version each time', () => {
    publishAll();
    const again = publishAll();
    expect(again.map(([fact]) => fact?.sequence)).toEqual([2, 2, 2]);
  });

  it('CO-10 is refused to everybody else', () => {
    const command = { ...family, actor: userOf('distributor-one') };
    const context = commandContext(publishFamily, command);
    controller.family(command, context);
    expect(published(context).map(({ data }) => data)).toMatchObject([
      { outcome: 'refused', refusal: { code: 'role-not-allowed', rule: 'CO-10' } },
    ]);
  });
});
