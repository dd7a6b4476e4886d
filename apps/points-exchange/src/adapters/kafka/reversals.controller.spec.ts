import { beforeEach, describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { published } from '@reservoir/testing/handlers';
import { lotIdOf } from '../../domain/grant.js';
import { reversalWindowMs } from '../../domain/reversal-policies.js';
import {
  exchangeDesk,
  exchangeId,
  giveUpAfterMs,
  order,
  pool,
  reversalId,
  shortOf,
} from '../../testing/exchange-desk.js';
import { midnight, noon, secure, userOf } from '../../testing/points.fixtures.js';

const here = exchangeDesk();

beforeEach(async () => {
  await here.desk.accept();
  await here.desk.minted();
});

describe('reverse-exchange', () => {
  it('PT-6 asks the pool first, says what will come back, and moves no point', () => {
    const context = here.desk.reverse();
    expect(shortOf(context)).toEqual([
      'points-exchange.reversal-requested',
      'license-pool.take-back-licenses',
    ]);
    const [requested, takeBack] = published(context);
    expect(requested).toMatchObject({
      sequence: 3,
      data: {
        reversalId,
        quantity: 40,
        points: 380,
        returns: [{ lotId: lotIdOf(order), points: 380 }],
        exchange: { state: 'captured', reversal: { id: reversalId, quantity: 40 } },
      },
    });
    expect(takeBack).toEqual({
      type: 'reservoir.license-pool.take-back-licenses.v1',
      key: `partner-gold:${secure}:Y1`,
      data: { pool, exchangeId, reversalId, quantity: 40 },
    });
  });

  it.each([
    ['PT-6 too late', {}, plusMs(noon, reversalWindowMs), 'reversal-too-late'],
    ['PT-6 of more than there is', { quantity: 101 }, noon, 'reversal-exceeds-exchange'],
    ['CO-8 of another partner', { exchangeId: 'nothing' }, noon, 'unknown-exchange'],
    ['CO-7 by monitoring', { actor: userOf('partner-gold', 'monitoring') }, noon, 'role-not-allowed'],
    ['CO-9 by its distributor', { actor: userOf('distributor-one') }, noon, 'role-not-allowed'],
  ] as const)('%s is refused', (_, differing, now, code) =>
    expect(published(here.desk.reverse(differing, now))).toMatchObject([
      { data: { operationId: 'op-2', outcome: 'refused', refusal: { code } } },
    ]),
  );

  it('PT-6 waits for the one before it', () => {
    here.desk.reverse();
    expect(published(here.desk.reverse())).toMatchObject([
      { data: { refusal: { code: 'reversal-in-flight' } } },
    ]);
  });
});

describe('the pool’s answer to a reversal', () => {
  beforeEach(() => {
    here.desk.reverse();
  });

  it('PT-6 licenses-taken-back lets the points follow, and answers with every version that a reader must see', async () => {
    const context = await here.desk.takenBack();
    expect(shortOf(context)).toEqual([
      'points-exchange.exchange-reversed',
      'points-exchange.operation-completed',
    ]);
    const [reversed, completed] = published(context);
    expect(reversed).toMatchObject({
      sequence: 4,
      data: {
        account: { available: 430, held: 0 },
        transaction: { kind: 'reverse', reference: exchangeId },
        exchange: { reversedQuantity: 40, reversedPoints: 380, reversal: null },
        quantity: 40,
        points: 380,
      },
    });
    expect(completed?.data).toEqual({
      operationId: 'op-2',
      outcome: 'succeeded',
      resource: { kind: 'points-exchanges', id: exchangeId },
      refusal: null,
      requires: [
        { kind: 'points-accounts', id: 'partner-gold', version: 4 },
        { kind: 'points-exchanges', id: exchangeId, version: 4 },
        { kind: 'pools', id: `partner-gold:${secure}:Y1`, version: 5 },
      ],
    });
  });

  it('PT-6 take-back-refused leaves everything as it was, and answers with the pool’s reason', async () => {
    const context = await here.desk.notTakenBack();
    expect(shortOf(context)).toEqual([
      'points-exchange.reversal-refused',
      'points-exchange.operation-completed',
    ]);
    expect(published(context)[0]).toMatchObject({
      sequence: 4,
      data: { exchange: { reversal: null, reversedQuantity: 0 }, refusal: { rule: 'PT-6' } },
    });
    expect(published(context)[1]?.data).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'reversal-exceeds-available' },
    });
    expect(shortOf(here.desk.reverse())).toContain('license-pool.take-back-licenses');
  });

  it('again does nothing', async () => {
    await here.desk.takenBack();
    expect(published(await here.desk.takenBack())).toEqual([]);
    expect(published(await here.desk.notTakenBack())).toEqual([]);
  });

  it('with another quantity is a dead letter: nothing moves', async () => {
    const context = await here.desk.takenBack(39);
    expect(published(context)).toEqual([]);
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'reversal-contradiction' },
    });
  });

  it('PT-6 the share of a lot that is over by then expires', async () => {
    const context = await here.desk.takenBack(40, midnight('2027-03-31'));
    expect(published(context)).toMatchObject([
      { data: { transaction: { kind: 'expire' } } },
      {
        data: { transaction: { kind: 'reverse', postings: [{ account: 'spent' }, { account: 'expired' }] } },
      },
      {},
    ]);
  });

  it('PT-6 that does not come: the pool is asked again, once for each deadline, by the same id', () => {
    const deadline = plusMs(noon, giveUpAfterMs);
    const command = { partnerId: 'partner-gold', exchangeId, deadline };
    expect(here.desk.askAgain(command, plusMs(deadline, -1))).toEqual([]);
    expect(here.desk.askAgain(command, deadline)).toMatchObject([
      { type: 'reservoir.license-pool.take-back-licenses.v1', data: { reversalId, quantity: 40 } },
    ]);
    expect(here.desk.askAgain(command, deadline)).toEqual([]);
  });
});
