import { describe, expect, it } from '@jest/globals';
import { type Instant, plusMs } from '@reservoir/kernel';
import { messages } from '@reservoir/messages';
import { Chunk, type InboundRecord, RecordContext } from '@reservoir/messaging';
import {
  aCommand,
  aCustomer,
  endpointSecurity,
  learnTheWorld,
  noon,
} from '../../testing/contracts.fixtures.js';
import { type MemoryPorts, memoryPorts } from '../../testing/memory-ports.js';
import { AnswersController } from './answers.controller.js';
import { AssignmentsController } from './assignments.controller.js';
import { FactsController } from './facts.controller.js';

const { operationId, ...assign } = aCommand('operation-1', { addOns: ['encryption'] });

interface Arrival {
  readonly operationId?: string | null;
  readonly sent?: Instant | null;
  readonly lastAttempt?: boolean;
}

/** A record's context, outside any transaction. */
function contextOf({ operationId: id = operationId, sent = noon, lastAttempt = false }: Arrival = {}) {
  const record = { type: 'test', operationId: id, time: sent } as InboundRecord;
  return new RecordContext(record as InboundRecord<never>, new Chunk(null as never, noon), lastAttempt);
}

/** Everything that a context published, validated as its consumers will. */
const published = (context: RecordContext<never>) =>
  context.publications.map(({ message, data, options }) => {
    expect(messages.get(message.type)).toBe(message);
    const parsed = message.schema.parse(JSON.parse(JSON.stringify(data)));
    expect(parsed).toEqual(data);
    return {
      name: message.type.split('.')[2],
      topic: message.topic,
      data: parsed as Record<string, never>,
      ...options,
    };
  });

/** Runs a handler, which Nest awaits whatever it returns. */
async function handled(context: RecordContext<never>, handler: () => unknown): Promise<void> {
  await handler();
  expect(context.failure).toBeUndefined();
}

const aWorld = () => {
  const ports = memoryPorts();
  learnTheWorld(ports);
  return ports;
};

async function assigning(ports: MemoryPorts, arrival: Arrival = {}, changes = {}) {
  const context = contextOf(arrival);
  await handled(context, () =>
    new AssignmentsController(() => ports).assign(
      { ...assign, request: { ...assign.request, ...changes } } as never,
      context,
    ),
  );
  return context;
}

describe('assign-licenses', () => {
  it('publishes what it asks of the pool and what was drafted, each readable by its consumers', async () => {
    const records = published(await assigning(aWorld()));
    expect(records.map(({ name, topic, sequence }) => [name, topic, sequence])).toEqual([
      ['reserve-licenses', 'license-pool.commands.v1', undefined],
      ['contract-drafted', 'contracts.events.v1', 1],
      ['contract-drafted', 'contracts.events.v1', 1],
    ]);
  });

  it('CA-3 answers a refusal on operations.v1, beside the rejected request', async () => {
    const records = published(await assigning(aWorld(), {}, { addOns: undefined, quantity: 7 }));
    expect(records.map(({ name }) => name)).toEqual(['contract-rejected', 'operation-completed']);
    expect(records[1]?.data).toMatchObject({
      operationId,
      outcome: 'refused',
      resource: null,
      requires: [],
      refusal: { code: 'missing-choice', rule: 'CA-3', errors: [{ choice: 'addOns' }] },
    });
  });

  it('without an operation to answer to is set aside', async () => {
    const context = await assigning(aWorld(), { operationId: null });
    expect(context.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'no-operation' } });
  });

  it('waits for a company that is on its way, and is refused at the last attempt', async () => {
    const context = await assigning(memoryPorts());
    expect(context.disposition).toMatchObject({ kind: 'parked', reason: { code: 'unknown-company' } });
    const last = published(await assigning(memoryPorts(), { lastAttempt: true }));
    expect(last[1]?.data).toMatchObject({ refusal: { code: 'unknown-customer', rule: 'CO-8' } });
  });

  it('CO-8 waits for nothing when the customer is another’s', async () => {
    const ports = aWorld();
    ports.companies.save({ ...aCustomer, parentId: 'partner-silver' });
    const records = published(await assigning(ports, {}, { product: 'nope' }));
    expect(records[1]?.data).toMatchObject({ refusal: { code: 'unknown-customer' } });
  });

  it.each([
    [1_999, 'parked'],
    [2_000, 'handled'],
    [null, 'handled'],
  ] as const)('waits for the catalog until 2 s after it was sent: %p ms, %s', async (ageMs, kind) => {
    const sent = ageMs === null ? null : plusMs(noon, -ageMs);
    const context = await assigning(aWorld(), { sent }, { product: 'nope' });
    expect(context.disposition.kind).toBe(kind);
    if (kind === 'handled')
      expect(published(context)[1]?.data).toMatchObject({ refusal: { code: 'unknown-product' } });
  });
});

describe('answers of pools', () => {
  const pool = (sku: string) => ({ partnerId: 'partner-gold', sku, term: 'Y1' as const });
  const skus = ['encryption', 'endpoint-security:a-la-carte'];
  const picks = [{ lotId: 'lot-1', quantity: 10 }];

  it('carry an assignment to its end: one operation-completed, with all versions to wait for', async () => {
    const ports = aWorld();
    await assigning(ports);
    const answers = new AnswersController(() => ports);
    const records: ReturnType<typeof published> = [];
    const holder = (sku: string) => ({
      assignmentId: operationId,
      customerId: 'customer-one',
      contractId: ports.assignments.find(operationId)!.lines.find((line) => line.sku === sku)!.contractId,
    });
    const base = (sku: string) => ({
      pool: pool(sku),
      holder: holder(sku),
      reservationId: 'r',
      picks,
      poolVersion: 9,
    });
    for (const sku of skus) {
      const context = contextOf();
      await handled(context, () => answers.accepted({ ...base(sku), deadline: plusMs(noon, 1) }, context));
      records.push(...published(context));
    }
    for (const sku of skus) {
      const context = contextOf();
      await handled(context, () => answers.committed(base(sku), context));
      records.push(...published(context));
    }
    expect(records.map(({ name }) => name)).toEqual([
      'reserve-licenses',
      'commit-reservation',
      'commit-reservation',
      'contract-reserved',
      'contract-reserved',
      'service-changed',
      'entitlement-changed',
      'entitlement-changed',
      'contract-activated',
      'contract-activated',
      'operation-completed',
    ]);
    const contractIds = skus.map((sku) => holder(sku).contractId);
    expect(records.at(-1)?.data).toEqual({
      operationId,
      outcome: 'succeeded',
      resource: { kind: 'contracts', id: contractIds[1] },
      refusal: null,
      requires: [
        ...contractIds.map((id) => ({ kind: 'contracts', id, version: 3 })),
        ...skus.map((sku) => ({ kind: 'pools', id: `partner-gold:${sku}:Y1`, version: 9 })),
      ],
    });
  });

  it('that refuse pass the refusal on, whole', async () => {
    const ports = aWorld();
    await assigning(ports);
    const [line] = ports.assignments.find(operationId)!.lines;
    const refusal = {
      code: 'pool-short',
      rule: 'PO-4',
      detail: '10 asked, 9 available',
      errors: [{ available: 9 }],
    };
    const context = contextOf();
    await handled(context, () =>
      new AnswersController(() => ports).reservationRefused(
        {
          pool: pool(skus[0]!),
          holder: { assignmentId: operationId, customerId: 'customer-one', contractId: line!.contractId },
          poolVersion: null,
          reservationId: 'r',
          refusal,
        },
        context,
      ),
    );
    const records = published(context);
    expect(records.map(({ name }) => name)).toEqual([
      'contract-cancelled',
      'contract-cancelled',
      'operation-completed',
    ]);
    expect(records[2]?.data).toMatchObject({ outcome: 'refused', refusal });
  });

  it('to an assignment that nobody knows are set aside', async () => {
    const context = contextOf();
    const holder = { assignmentId: 'none', customerId: 'customer-one', contractId: 'none' };
    await handled(context, () =>
      new AnswersController(() => aWorld()).drawn(
        { pool: pool('x'), holder, picks, poolVersion: 1 },
        context,
      ),
    );
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'unknown-assignment' },
    });
  });
});

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
    await handled(context, () => facts.company(one, context));
    await handled(context, () =>
      facts.priceList({ body: { distributorId: 'd' }, version: 4 } as never, context),
    );
    expect(ports.products.all()).toEqual([endpointSecurity]);
    expect(ports.companies.all()).toEqual([aCustomer]);
    expect(ports.priceLists.all()).toEqual([{ id: 'd', version: 4 }]);
  });
});
