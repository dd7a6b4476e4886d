import { beforeEach, describe, expect, it } from '@jest/globals';
import { terms } from '@reservoir/kernel';
import { aCommand, aPartner, anAssortment } from '../testing/contracts.fixtures.js';
import { Walk } from '../testing/walk.js';
import { movedLotId } from '../domain/transfer/moved-contracts.js';
import { type LockClient, type Locked, lockClient, noteHandOver } from './lock-client.js';

const sku = 'endpoint-security:a-la-carte';
const asked: LockClient = {
  transferId: 'transfer-1',
  customerId: 'customer-one',
  partnerId: 'partner-gold',
  toId: 'partner-two',
  companyVersion: 1,
};
let walk: Walk;
const lock = (of: Partial<LockClient> = {}): Locked => lockClient({ ...asked, ...of }, walk.ports, walk.now);
const client = () => walk.ports.clients.find('customer-one');

beforeEach(() => {
  walk = new Walk({ [sku]: 100, encryption: 100, 'email-security': 100 });
  walk.ports.companies.save({ ...aPartner, id: 'partner-two', distributorId: 'distributor-two' });
  walk.ports.assortments.save({ ...anAssortment, id: 'distributor-two' });
});

/** A product with a module, and one of another family. */
function withContracts(): void {
  walk.assign(aCommand('first', { quantity: 10, addOns: ['encryption'] }));
  walk.assign(
    aCommand('second', {
      quantity: 3,
      product: 'email-security',
      protectionModel: undefined,
      managementModel: 'client',
    }),
  );
  walk.settle();
}

const handOvers = ({ outcome }: Locked) =>
  outcome.commands.flatMap((command) => (command.type === 'TransferLicenses' ? [command] : []));

describe('case 21 (CO-5): a customer with contracts changes partner', () => {
  it('each pool is asked once, the contracts are the new partner’s, and the client may go when the last has answered', () => {
    withContracts();
    const locked = lock();
    expect(locked.answer).toEqual({ kind: 'later' });
    const asks = handOvers(locked);
    expect(asks.map(({ pool, picks }) => [pool.sku, pool.partnerId, picks]).sort()).toEqual([
      ['email-security', 'partner-gold', [{ lotId: 'lot-of-email-security', quantity: 3 }]],
      ['encryption', 'partner-gold', [{ lotId: 'lot-of-encryption', quantity: 10 }]],
      [sku, 'partner-gold', [{ lotId: `lot-of-${sku}`, quantity: 10 }]],
    ]);
    const contracts = walk.ports.contracts.all();
    expect(new Set(contracts.map(({ partnerId }) => partnerId))).toEqual(new Set(['partner-two']));
    const product = contracts.find(({ periods: [present] }) => present.sku === sku);
    expect(product?.periods[0].batches[0]?.lotId).toBe(movedLotId('transfer-1', `lot-of-${sku}`));
    const answers = asks.map(({ pool, picks }) =>
      noteHandOver(
        {
          ...asked,
          pool,
          lots: picks.map(({ lotId: from }) => ({ from })),
          pools: [{ pool, version: 9 }],
        },
        walk.ports,
      ),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(['later', 'later', 'locked']);
    expect(client()).toMatchObject({ inFlight: [], lock: { awaiting: [] } });
  });

  it('CT-19 meanwhile every family is in flight: jobs wait, another move is refused', () => {
    withContracts();
    lock();
    expect(
      client()
        ?.inFlight.map(({ familyId }) => familyId)
        .sort(),
    ).toEqual(['email', 'endpoint']);
    expect(lock({ transferId: 'transfer-2' }).answer).toMatchObject({
      kind: 'refused',
      refusal: { code: 'operation-in-flight' },
    });
  });

  it('the same lock again asks no pool again', () => {
    withContracts();
    lock();
    expect(lock()).toEqual({
      outcome: { commands: [], events: [], completed: null },
      answer: { kind: 'later' },
    });
  });

  it('invariant 5: the claims list what they listed; ends do not change', () => {
    withContracts();
    const before = walk.ports.contracts.all().map(({ id, periods: [{ end }] }) => [id, end]);
    const claims = client()?.claims;
    lock();
    expect(walk.ports.contracts.all().map(({ id, periods: [{ end }] }) => [id, end])).toEqual(before);
    expect(client()?.claims).toEqual(claims);
  });
});

describe('CO-5 a lock is refused, and nothing has happened', () => {
  it('while an operation is in flight', () => {
    walk.assign();
    expect(lock().answer).toMatchObject({ refusal: { code: 'operation-in-flight', rule: 'CO-5' } });
    expect(client()?.lock).toBeNull();
  });

  it('when the new parent’s distributor does not sell a SKU in use', () => {
    withContracts();
    walk.ports.assortments.save({ ...anAssortment, id: 'distributor-two', offers: [{ sku, terms }] });
    const before = walk.ports.contracts.all();
    expect(lock().answer).toMatchObject({
      refusal: { code: 'skus-not-sold', errors: [{ sku: 'email-security' }, { sku: 'encryption' }] },
    });
    expect(walk.ports.contracts.all()).toEqual(before);
    expect(client()?.lock).toBeNull();
  });
});

describe('CO-5 a client without contracts', () => {
  it('may go at once', () => {
    expect(lock()).toMatchObject({ answer: { kind: 'locked', pools: [] }, outcome: { commands: [] } });
    expect(client()).toMatchObject({
      inFlight: [],
      lock: { transferId: 'transfer-1', partnerId: 'partner-gold' },
    });
  });

  it('CT-8 what has ended by now ends first, and does not move', () => {
    withContracts();
    walk.now = '2028-01-01T00:00:00.000Z' as typeof walk.now;
    const locked = lock();
    expect(locked.answer.kind).toBe('locked');
    expect(walk.ports.contracts.all().map(({ state }) => state)).toEqual(['expired', 'expired', 'expired']);
    expect(handOvers(locked)).toEqual([]);
  });
});
