import { beforeEach, describe, expect, it } from '@jest/globals';
import { pointsPurchased } from '@reservoir/messages';
import { lotIdOf } from '../../domain/grant.js';
import { commandContext, published } from '@reservoir/testing/handlers';
import { everyChunk, portsOverMap } from '../../testing/memory-points.js';
import { aPartner, anOrder, midnight, noon } from '../../testing/points.fixtures.js';
import { OrdersController } from './orders.controller.js';

let documents: Map<string, unknown>;
let controller: OrdersController;

beforeEach(() => {
  documents = new Map();
  controller = new OrdersController(everyChunk(documents));
  portsOverMap(documents, noon).companies.save(aPartner());
});

function deliver(differing: Parameters<typeof anOrder>[0] = {}, lastAttempt = false) {
  const order = pointsPurchased.schema.parse(anOrder(differing));
  const context = commandContext(pointsPurchased, order, noon, { operationId: null, lastAttempt });
  controller.purchased(order, context);
  return { context, records: published(context) };
}
const receipt = {
  eventId: 'event-1',
  orderId: 'order-1',
  line: '1',
  refundId: null,
  partnerId: 'partner-gold',
};
const lotId = lotIdOf(anOrder());

describe('an order line of points', () => {
  it('is granted, with account, transaction and lot after it, and a receipt', () => {
    const { records } = deliver();
    expect(records).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-granted.v1',
        key: 'partner-gold',
        sequence: 1,
        data: {
          account: { partnerId: 'partner-gold', available: 1000, held: 0, version: 1 },
          transaction: { kind: 'grant', number: 1, reference: lotId },
          lots: [{ id: lotId, points: 1000, remaining: 1000, expiresAt: midnight('2027-11-21') }],
        },
      },
      {
        type: 'reservoir.points-exchange.order-receipt.v1',
        key: 'partner-gold',
        data: { ...receipt, outcome: 'accepted', lotId, quantity: 1000, reason: null },
      },
    ]);
  });

  it('PO-3 that comes again gets the receipt of a duplicate', () => {
    deliver();
    const { records } = deliver();
    expect(records.map(({ data }) => data)).toEqual([
      { ...receipt, outcome: 'duplicate', lotId, quantity: 1000, reason: null },
    ]);
  });

  it('PO-3 with another content is refused, and a dead letter', () => {
    deliver();
    const { context, records } = deliver({ points: 5 });
    expect(records.map(({ data }) => data)).toMatchObject([
      { ...receipt, outcome: 'refused', lotId: null, quantity: 0, reason: { code: 'order-line-changed' } },
    ]);
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'order-line-changed' },
    });
  });

  it.each([
    ['an unknown partner', 'unknown-partner', 'nobody'],
    ['a partner outside the programme', 'not-in-points-programme', 'outside'],
  ])('of %s waits, and is refused at its last attempt', (_, code, partnerId) => {
    portsOverMap(documents, noon).companies.save(aPartner({ id: 'outside', pointsProgramme: false }));
    const first = deliver({ partnerId });
    expect(first.context.disposition).toMatchObject({ kind: 'parked', reason: { code } });
    expect(first.records).toEqual([]);
    const last = deliver({ partnerId }, true);
    expect(last.records.map(({ data }) => data)).toMatchObject([
      { partnerId, outcome: 'refused', reason: { code } },
    ]);
    expect(last.context.disposition).toMatchObject({ kind: 'dead-letter', reason: { code } });
  });
});
