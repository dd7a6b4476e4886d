import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DataOf, transferApplied } from '@reservoir/messages';
import { aCommand, aPartner, anAssortment } from '../../testing/contracts.fixtures.js';
import { contextOf, handled, published } from '../../testing/handling.js';
import { Walk } from '../../testing/walk.js';
import { ClientLocksController } from './client-locks.controller.js';

const sku = 'endpoint-security:a-la-carte';
const about = {
  transferId: 'transfer-1',
  customerId: 'customer-one',
  partnerId: 'partner-gold',
  toId: 'partner-two',
};
let walk: Walk;
let controller: ClientLocksController;

beforeEach(() => {
  walk = new Walk({ [sku]: 100 });
  controller = new ClientLocksController(() => walk.ports);
});

const newPartner = () => {
  walk.ports.companies.save({ ...aPartner, id: 'partner-two', distributorId: 'distributor-two' });
  walk.ports.assortments.save({ ...anAssortment, id: 'distributor-two' });
};

async function locked(lastAttempt = false) {
  const context = contextOf({ operationId: null, lastAttempt });
  await handled(context, () => controller.lock({ ...about, companyVersion: 1 }, context));
  return context;
}

async function applied(data: Omit<DataOf<typeof transferApplied>, 'transferId' | 'customerId'>) {
  const context = contextOf({ operationId: null });
  const { transferId, customerId } = about;
  await handled(context, () => controller.handedOver({ transferId, customerId, ...data }, context));
  return published(context);
}

describe('CO-5 lock-client', () => {
  it('of a client without contracts is answered at once', async () => {
    newPartner();
    const records = published(await locked());
    expect(records).toMatchObject([
      {
        name: 'client-locked',
        topic: 'companies.commands.v1',
        data: { companyId: 'customer-one', pools: [] },
      },
    ]);
  });

  it('of one with contracts asks the pool, tells what moved, and is answered when the pool has handed over', async () => {
    newPartner();
    walk.assign(aCommand('operation-1', { quantity: 4 }));
    walk.settle();
    const records = published(await locked());
    expect(records.map(({ name }) => name)).toEqual(['transfer-licenses', 'contract-moved']);
    const pool = { partnerId: 'partner-gold', sku, term: 'Y1' } as const;
    const picks = [{ lotId: `lot-of-${sku}`, quantity: 4 }];
    const { transferId, customerId } = about;
    expect(records[0]?.data).toEqual({ transferId, customerId, toPartnerId: 'partner-two', pool, picks });
    const toPool = { ...pool, partnerId: 'partner-two' };
    const lots = [{ from: `lot-of-${sku}`, to: 'new', quantity: 4 }];
    const answers = await applied({ pool, toPool, lots, poolVersion: 7, toPoolVersion: 1 });
    expect(answers).toMatchObject([
      {
        name: 'client-locked',
        data: {
          pools: [
            { id: `partner-gold:${sku}:Y1`, version: 7 },
            { id: `partner-two:${sku}:Y1`, version: 1 },
          ],
        },
      },
    ]);
    expect(await applied({ pool, toPool, lots, poolVersion: 7, toPoolVersion: 1 })).toEqual([]);
  });

  it('is refused while an operation is in flight', async () => {
    newPartner();
    walk.assign();
    expect(published(await locked())).toMatchObject([
      {
        name: 'client-lock-refused',
        data: { toId: 'partner-two', refusal: { code: 'operation-in-flight' } },
      },
    ]);
  });

  it('waits for the new parent’s fact, and is refused when it does not come', async () => {
    expect((await locked()).disposition).toMatchObject({ kind: 'parked', reason: { code: 'facts-missing' } });
    expect(published(await locked(true))).toMatchObject([
      { name: 'client-lock-refused', data: { refusal: { code: 'facts-missing', rule: 'CO-5' } } },
    ]);
  });
});
