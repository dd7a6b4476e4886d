import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { Chunk, type InboundRecord, RecordContext } from '@reservoir/messaging';
import type { Contract } from '../../domain/contract.js';
import { anActor } from '../../testing/contracts.fixtures.js';
import { FamilyWalk } from '../../testing/family-walk.js';
import { handled, published } from '../../testing/handling.js';
import { ChangesController } from './changes.controller.js';

const sku = 'endpoint-security:a-la-carte';
const on = ({ id, product }: Contract) => ({
  customerId: 'customer-one',
  contractId: id,
  product,
  actor: anActor(),
});

/** On a day, with what a client has; asked as a preview or not. */
async function told(
  walk: FamilyWalk,
  ask: (on: ChangesController, context: RecordContext<never>) => void,
  preview = false,
) {
  const record = { type: 'test', operationId: 'operation-2', time: null, preview } as InboundRecord<never>;
  const context = new RecordContext<never>(record, new Chunk(null as never, instant(walk.now)), false);
  await handled(context, () => ask(new ChangesController(() => walk.ports), context));
  return published(context);
}

const names = (records: Awaited<ReturnType<typeof told>>) => records.map(({ name }) => name);
const with200DaysLeft = '2027-05-05T12:00:00Z';

describe('commands that change contracts', () => {
  it('CT-10, CT-18 fewer seats: the plan with its formula, the recovery, the contract', async () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 100 });
    walk.at(with200DaysLeft);
    const records = await told(walk, (changes, context) =>
      changes.seats({ ...on(bought), seats: { remove: 100 - 1 } }, context),
    );
    expect(names(records)).toEqual([
      'operation-planned',
      'recover-licenses',
      'entitlement-changed',
      'seats-changed',
    ]);
    expect(records[0]?.data).toMatchObject({
      lines: [
        {
          licences: 99,
          daysLeft: 200,
          back: 54,
          retired: 45,
          formula: '⌊99 × 200 ÷ 365⌋: 54 back, 45 retired',
        },
      ],
    });
    expect(records[1]?.data).toMatchObject({ pool: { partnerId: 'partner-gold', sku, term: 'Y1' } });
  });

  it('CT-10, CT-18 more seats as a preview: what is drawn, and to when', async () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    const seats = { add: 5, term: 'Y1' as const, alignEnd: { monthEnd: '2027-06' } };
    const records = await told(
      walk,
      (changes, context) => changes.seats({ ...on(bought), seats }, context),
      true,
    );
    expect(records[0]?.data).toMatchObject({ draws: [{ pool: { sku }, quantity: 5, end: '2027-07-01' }] });
  });

  it('CT-11 a group: made, taken over, and answered at once', async () => {
    const walk = new FamilyWalk();
    const contracts = [walk.buy(), walk.buyMore()];
    const contractIds = contracts.map(({ id }) => id);
    const records = await told(walk, (changes, context) =>
      changes.group({ ...on(contracts[0]!), contractIds }, context),
    );
    expect(names(records)).toEqual([
      'contract-drafted',
      'contracts-grouped',
      'contracts-grouped',
      'contracts-grouped',
      'operation-completed',
    ]);
    expect(records.at(-1)?.data).toMatchObject({ outcome: 'succeeded', resource: { kind: 'contracts' } });
  });

  it('CT-12, CT-18 an upgrade as a preview: drawn, recovered, ended', async () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    const upgrade = {
      product: 'endpoint-security',
      protectionModel: 'secure',
      mode: 'recover',
      term: 'Y1',
      quantity: 8,
    } as const;
    const [planned] = await told(
      walk,
      (changes, context) => changes.upgrade({ ...on(bought), upgrade }, context),
      true,
    );
    expect(planned?.data).toMatchObject({
      draws: [{ pool: { sku: 'endpoint-security:secure' }, quantity: 8, end: '2028-05-05' }],
      lines: [{ back: 5, retired: 5 }],
      contracts: [
        { event: 'contract-drafted' },
        { event: 'contract-upgraded' },
        { event: 'contract-upgraded', state: 'superseded' },
      ],
    });
  });

  it('CT-14 a trial is extended and converted', async () => {
    const walk = new FamilyWalk();
    const tried = walk.buy({ mode: 'trial', term: 'M1' });
    const extended = await told(walk, (changes, context) => changes.extend(on(tried), context));
    expect(names(extended)).toEqual(['entitlement-changed', 'trial-extended', 'operation-completed']);
    const conversion = { term: 'Y1' as const, quantity: 3, addOns: [], managedServices: [] };
    const converting = await told(walk, (changes, context) =>
      changes.convert({ ...on(tried), conversion }, context),
    );
    expect(names(converting)).toEqual(['draw-licenses', 'contract-drafted']);
  });

  it('CT-16 a change is scheduled and deleted', async () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    const scheduled = await told(walk, (changes, context) =>
      changes.schedule({ ...on(bought), schedule: { change: 'cancel' } }, context),
    );
    expect(names(scheduled)).toEqual(['change-scheduled', 'operation-completed']);
    const deleted = await told(walk, (changes, context) => changes.unschedule(on(bought), context));
    expect(names(deleted)).toEqual(['scheduled-change-deleted', 'operation-completed']);
  });

  it('a refusal is an answer', async () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    const records = await told(walk, (changes, context) =>
      changes.seats({ ...on(bought), seats: { remove: 11 } }, context),
    );
    expect(records.map(({ data }) => data)).toMatchObject([
      { outcome: 'refused', refusal: { code: 'too-few-seats', rule: 'CT-10' }, resource: null },
    ]);
  });
});
