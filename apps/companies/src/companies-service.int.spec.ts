import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import {
  type MessageDefinition,
  acceptTransfer,
  clientLockRefused,
  clientLocked,
  companyChanged,
  createCompany,
  lockClient,
  reactivateCompany,
  requestTransfer,
  suspendCompany,
  transferRequestChanged,
} from '@reservoir/messages';
import { eventually } from '@reservoir/testing';
import { aRequest, userOf } from './testing/companies.fixtures.js';
import { RunningCompanies, type Sent } from './adapters/kafka/testing/running-service.js';

let service: RunningCompanies;
let operations = 0;

const command = (message: MessageDefinition, data: unknown): Sent => ({
  message,
  data,
  operationId: `operation-${(operations += 1)}`,
});
const make = (id: string, type: 'distributor' | 'partner' | 'customer', parentId: string | null) =>
  command(createCompany, aRequest({ id, type, parentId }));
const ask = (companyId: string, toId: string) =>
  command(requestTransfer, { companyId, toId, inUse: [], actor: userOf(companyId) });
const accept = (request: Sent) => {
  const { companyId, toId } = request.data as { companyId: string; toId: string };
  const transferId = idFor('transfer', request.operationId);
  return command(acceptTransfer, { companyId, transferId, toId, inUse: [], actor: userOf(toId) });
};
const companies = () => service.mongo.connection.collection<{ _id: string; parentId: string }>('companies');

const customers = 1200;

beforeAll(async () => {
  service = await RunningCompanies.start(import.meta.url);
  for (const level of [
    [make('one', 'distributor', null), make('two', 'distributor', null)],
    [make('gold', 'partner', 'one'), make('silver', 'partner', 'one')],
    [make('chain', 'partner', 'gold')],
    Array.from({ length: customers }, (_, n) => make(`customer-${n}`, 'customer', 'chain')),
  ])
    expect(new Set(await service.decide(level))).toEqual(new Set(['done']));
}, 120_000);
afterAll(() => service.stop(), 60_000);

/** How many customers of the chain have it so by now, and what was told of each of them. */
const customersWith = (filter: object) =>
  companies().countDocuments({ parentId: 'chain', ...filter }, { hint: 'children' });
const toldOf = (kind: string) =>
  service
    .arrived(companyChanged)
    .filter(({ id, change }) => id.startsWith('customer-') && change.kind === kind);

describe('what a company inherits', () => {
  it(`CO-6 case 22: a recursive mark reaches ${customers} customers two levels below, dated at the mark; so does its lift`, async () => {
    const mark = { id: 'gold', recursive: true, reason: null, actor: userOf('one') };
    await service.decide([command(suspendCompany, mark)]);
    await service.settle();
    expect(await customersWith({ 'suspension.to': null, 'inheritedMarks.0.companyId': 'gold' })).toBe(
      customers,
    );
    await service.decide([command(reactivateCompany, { id: 'gold', actor: userOf('one') })]);
    await service.settle();
    expect(await customersWith({ inheritedMarks: [] })).toBe(customers);
    const told = await eventually(() => {
      const placed = toldOf('placed');
      expect(placed).toHaveLength(2 * customers);
      return placed;
    });
    const instants = (suspended: boolean) =>
      new Set(told.filter((one) => one.suspended === suspended).map((one) => JSON.stringify(one.suspension)));
    expect([instants(true).size, instants(false).size]).toEqual([1, 1]);
  }, 120_000);

  it('CO-4 case 21: a move reaches them too, and nobody is told twice', async () => {
    const before = toldOf('placed').length;
    const request = ask('gold', 'two');
    expect(await service.decide([request])).toEqual(['done']);
    expect(await service.decide([accept(request)])).toEqual(['done']);
    await service.settle();
    expect(await customersWith({ distributorId: 'two', ancestors: ['two', 'gold', 'chain'] })).toBe(
      customers,
    );
    await eventually(() => expect(toldOf('placed')).toHaveLength(before + customers));
  }, 120_000);
});

describe('CO-5 a customer that moves', () => {
  const lockOf = (transferId: string) =>
    eventually(() => {
      const found = service.arrived(lockClient).find((one) => one.transferId === transferId);
      return found ?? Promise.reject(new Error('contracts was not asked'));
    });

  it('is asked of contracts first; its answer concludes the operation, and comes twice without effect', async () => {
    const request = ask('customer-1', 'silver');
    await service.decide([request]);
    const accepting = accept(request);
    await service.send([accepting]);
    const transferId = idFor('transfer', request.operationId);
    expect(await lockOf(transferId)).toMatchObject({
      customerId: 'customer-1',
      partnerId: 'chain',
      toId: 'silver',
    });
    const answer = { message: clientLocked, data: { companyId: 'customer-1', transferId, toId: 'silver' } };
    await service.send([
      { ...answer, operationId: 'answer-1' },
      { ...answer, operationId: 'answer-2' },
    ]);
    expect((await service.outcomes([accepting.operationId])).get(accepting.operationId)).toMatchObject({
      outcome: 'succeeded',
      resource: { kind: 'transfer-requests', id: transferId },
    });
    const moved = service.arrived(companyChanged).filter(({ change }) => change.kind === 'moved');
    expect(moved.filter(({ id }) => id === 'customer-1')).toMatchObject([
      { parentId: 'silver', ancestors: ['one', 'silver'] },
    ]);
  }, 60_000);

  it('stays with live contracts: the acceptance is refused with what contracts said, and the request is pending', async () => {
    const request = ask('customer-2', 'silver');
    await service.decide([request]);
    const accepting = accept(request);
    await service.send([accepting]);
    const transferId = idFor('transfer', request.operationId);
    await lockOf(transferId);
    const refusal = {
      code: 'operation-in-flight',
      rule: 'CO-5',
      detail: 'an operation is under way',
      errors: [{ operationId: 'o' }],
    };
    const data = { companyId: 'customer-2', transferId, toId: 'silver', refusal };
    await service.send([{ message: clientLockRefused, data, operationId: 'answer-3' }]);
    const outcomes = await service.outcomes([accepting.operationId]);
    expect(outcomes.get(accepting.operationId)).toMatchObject({ outcome: 'refused', refusal });
    await eventually(() =>
      expect(service.arrived(transferRequestChanged).findLast(({ id }) => id === transferId)?.state).toBe(
        'pending',
      ),
    );
  }, 60_000);

  it('CO-3 expires after 30 days, by the scheduler', async () => {
    service.advance(30 * 86_400_000);
    await service.settle();
    const expired = service.arrived(transferRequestChanged).filter(({ state }) => state === 'expired');
    expect(expired).toMatchObject([{ companyId: 'customer-2', by: null }]);
  }, 60_000);
});
