import { describe, expect, it } from '@jest/globals';
import { published } from '@reservoir/testing/handlers';
import { exchangeDesk, shortOf } from '../../testing/exchange-desk.js';
import { portsOverMap } from '../../testing/memory-points.js';
import { aPartner, midnight, noon, userOf } from '../../testing/points.fixtures.js';

const here = exchangeDesk();
const refused = (code: string, rule: string) => [{ data: { outcome: 'refused', refusal: { code, rule } } }];

describe('grant-points', () => {
  it('CO-10 PT-2 credits a lot with its reason, and answers with the account', () => {
    const context = here.desk.grant({ priority: 1 });
    expect(published(context)).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-granted.v1',
        sequence: 2,
        data: {
          account: { available: 1500 },
          transaction: { kind: 'grant', reason: 'Spring promotion', by: 'user-operator' },
          lots: [{ points: 500, priority: 1 }],
        },
      },
      {
        data: {
          outcome: 'succeeded',
          resource: { kind: 'points-accounts', id: 'partner-gold' },
          requires: [{ kind: 'points-accounts', id: 'partner-gold', version: 2 }],
        },
      },
    ]);
  });

  it.each(['partner-gold', 'distributor-one'])('CO-10 is refused to %s', (company) =>
    expect(published(here.desk.grant({ actor: userOf(company) }))).toMatchObject(
      refused('role-not-allowed', 'CO-10'),
    ),
  );

  it('CO-8 is refused for a partner that is not there', () =>
    expect(published(here.desk.grant({ partnerId: 'nobody' }))).toMatchObject(
      refused('unknown-partner', 'CO-8'),
    ));

  it('PT-9 is refused outside the programme', () => {
    portsOverMap(here.desk.documents, noon).companies.save(aPartner({ pointsProgramme: false }));
    expect(published(here.desk.grant())).toMatchObject(refused('not-in-points-programme', 'PT-9'));
  });
});

describe('adjust-points', () => {
  it('CO-10 adds points', async () => {
    expect(published(await here.desk.adjust(200))).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-adjusted.v1',
        sequence: 2,
        data: {
          account: { available: 1200 },
          transaction: { kind: 'adjust', reason: 'Credited twice', balances: { adjustment: -200 } },
        },
      },
      { data: { outcome: 'succeeded' } },
    ]);
  });

  it('CO-10 takes points away, all of them or none', async () => {
    expect(published(await here.desk.adjust(-1000))).toMatchObject([
      { data: { account: { available: 0 }, lots: [{ remaining: 0, adjusted: 1000 }] } },
      { data: { outcome: 'succeeded' } },
    ]);
    expect(published(await here.desk.adjust(-1))).toMatchObject(refused('points-short', 'PT-4'));
  });

  it('refused, what expired meanwhile is published all the same', async () => {
    const context = await here.desk.adjust(-1, midnight('2027-03-31'));
    expect(shortOf(context)).toEqual([
      'points-exchange.points-expired',
      'points-exchange.operation-completed',
    ]);
  });

  it('CO-10 is refused to the partner itself', async () =>
    expect(published(await here.desk.adjust(5, noon, userOf('partner-gold')))).toMatchObject(
      refused('role-not-allowed', 'CO-10'),
    ));

  it('is for a partner that has left the programme, too', async () => {
    portsOverMap(here.desk.documents, noon).companies.save(
      aPartner({ pointsProgramme: false, suspended: true }),
    );
    expect(shortOf(await here.desk.adjust(-10))).toContain('points-exchange.points-adjusted');
  });
});
