import { beforeEach, describe, expect, it } from '@jest/globals';
import { published } from '@reservoir/testing/handlers';
import { exchangeDesk, exchangeId, shortOf } from '../../testing/exchange-desk.js';
import { secure } from '../../testing/points.fixtures.js';

const here = exchangeDesk();

describe('the pool’s answer', () => {
  beforeEach(async () => {
    await here.desk.accept();
  });

  it('PT-4 mint-accepted captures, and answers with every version that a reader must see', async () => {
    const context = await here.desk.minted();
    expect(shortOf(context)).toEqual([
      'points-exchange.exchange-captured',
      'points-exchange.operation-completed',
    ]);
    expect(published(context)[1]?.data).toEqual({
      operationId: 'op-1',
      outcome: 'succeeded',
      resource: { kind: 'points-exchanges', id: exchangeId },
      refusal: null,
      requires: [
        { kind: 'points-accounts', id: 'partner-gold', version: 3 },
        { kind: 'points-exchanges', id: exchangeId, version: 2 },
        { kind: 'pools', id: `partner-gold:${secure}:Y1`, version: 4 },
      ],
    });
  });

  it('PT-4 mint-refused voids, and answers with the pool’s reason', async () => {
    const context = await here.desk.refused();
    expect(shortOf(context)).toEqual([
      'points-exchange.exchange-voided',
      'points-exchange.operation-completed',
    ]);
    expect(published(context)[1]?.data).toMatchObject({
      outcome: 'refused',
      resource: null,
      refusal: { code: 'exchange-abandoned' },
      requires: [
        { kind: 'points-accounts', version: 3 },
        { kind: 'points-exchanges', version: 2 },
      ],
    });
  });

  it('again does nothing; the opposite one is a dead letter', async () => {
    await here.desk.minted();
    expect(published(await here.desk.minted())).toEqual([]);
    const opposite = await here.desk.refused();
    expect(published(opposite)).toEqual([]);
    expect(opposite.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'mint-answer-contradiction' },
    });
  });
});
