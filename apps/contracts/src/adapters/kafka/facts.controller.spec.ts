import { describe, expect, it } from '@jest/globals';
import { aCustomer, endpointSecurity } from '../../testing/contracts.fixtures.js';
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
      protectionModels: endpointSecurity.protectionModels.map((id) => ({ id, name: id, features: [] })),
      features: [],
      trialPolicy: { allowed: true, days: 30 },
      recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
    };
    const one = { ...aCustomer, name: 'One', tier: null, pointsProgramme: false, ancestors: [] };
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
});
