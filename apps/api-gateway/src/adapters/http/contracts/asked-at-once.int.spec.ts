import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { contractActivated, serviceChanged } from '@reservoir/messages';
import { aContract, aService } from '../../../testing/facts.js';
import { TestGateway, of } from '../testing/gateway.js';

let gateway: TestGateway;
const gold = of('partner-gold');

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  const one = { id: 'c-1', assignmentId: 'a-1', serviceId: 's-1' };
  const two = { id: 'c-2', assignmentId: 'a-2', serviceId: 's-2', customerId: 'customer-two' };
  const foreign = {
    id: 'c-3',
    assignmentId: 'a-3',
    customerId: 'customer-foreign',
    partnerId: 'partner-two',
  };
  for (const contract of [
    one,
    two,
    foreign,
    { ...one, id: 'm-1', kind: 'module' as const },
    { ...two, id: 'm-2', kind: 'module' as const },
    { ...two, id: 'm-3', kind: 'module' as const },
  ])
    await gateway.tell(contractActivated, { contract: aContract(contract) });
  for (const [id, managementModel] of [
    ['s-1', 'delegated'],
    ['s-2', 'client'],
  ] as const)
    await gateway.tell(serviceChanged, aService({ id, managementModel }), { sequence: 1 });
});
afterAll(() => gateway.stop());

it('contracts that are asked for at once have each its own modules and service; a foreign one is unknown (CO-8)', async () => {
  const ids = ['c-1', 'c-2', 'c-3', 'm-1', 'c-1', 'c-4'];
  const answers = await Promise.all(ids.map((id) => gateway.get(`/v1/contracts/${id}`, gold)));
  expect(answers.map(({ status, body }) => [status, body['id'] ?? body['code']])).toEqual([
    [200, 'c-1'],
    [200, 'c-2'],
    [404, 'unknown-contract'],
    [200, 'm-1'],
    [200, 'c-1'],
    [404, 'unknown-contract'],
  ]);
  const modules = answers.map(({ body }) =>
    (body['modules'] as { id: string }[] | undefined)?.map(({ id }) => id),
  );
  expect(modules).toEqual([['m-1'], ['m-2', 'm-3'], undefined, [], ['m-1'], undefined]);
  expect(answers.map(({ body }) => body['managementModel'])).toEqual([
    'delegated',
    'client',
    undefined,
    'delegated',
    'delegated',
    undefined,
  ]);
});
