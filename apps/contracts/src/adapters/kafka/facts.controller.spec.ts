import { describe, expect, it } from '@jest/globals';
import { type Instant, plusMs } from '@reservoir/kernel';
import { noEntitlement } from '../../domain/entitlement.js';
import { aCustomer, endpointSecurity, noon } from '../../testing/contracts.fixtures.js';
import { contextOf, handled } from '../../testing/handling.js';
import { memoryPorts } from '../../testing/memory-ports.js';
import { FactsController } from './facts.controller.js';

describe('facts', () => {
  it('are kept as far as assignments need them', async () => {
    const ports = memoryPorts();
    const facts = new FactsController(() => ports);
    const body = {
      ...endpointSecurity,
      name: 'Endpoint Security',
      productType: 'endpoint-security',
      protectionModels: endpointSecurity.protectionModelFeatures.map((one) => ({ ...one, name: one.id })),
    };
    const one = { ...aCustomer, name: 'One', suspension: null };
    const context = contextOf();
    await handled(context, () => facts.product({ body, version: 3 } as never, context));
    await handled(context, () => facts.company(one as never, context));
    await handled(context, () =>
      facts.priceList({ body: { distributorId: 'd' }, version: 4 } as never, context),
    );
    expect(ports.products.all()).toEqual([endpointSecurity]);
    expect(ports.companies.all()).toEqual([aCustomer]);
    expect(ports.priceLists.all()).toEqual([{ id: 'd', version: 4 }]);
  });

  it('CO-6 of a suspended customer change what it is entitled to; older news does not', async () => {
    const ports = memoryPorts();
    const facts = new FactsController(() => ports);
    const timeline = [{ from: noon, to: plusMs(noon, 60_000), quantity: 10 }];
    ports.entitlements.save({
      ...noEntitlement('customer-one', 'edr'),
      timeline,
      contracted: timeline,
      version: 1,
    });
    const fact = (version: number, to: Instant | null) =>
      ({ ...aCustomer, version, suspended: to === null, suspension: { from: noon, to } }) as never;
    const told = async (data: never) => {
      const context = contextOf();
      await handled(context, () => facts.companyChanged(data, context));
      return context.publications.map((one) => one.data);
    };
    expect(await told(fact(3, null))).toMatchObject([{ entitlement: { sku: 'edr', timeline: [] } }]);
    expect(await told(fact(2, plusMs(noon, 10)))).toEqual([]);
    expect(await told(fact(4, plusMs(noon, 10)))).toMatchObject([
      { entitlement: { timeline: [{ from: plusMs(noon, 10) }] } },
    ]);
  });
});
