import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, raceRounds } from '@reservoir/testing';
import { type Answer, type Api, bodyOf } from '@reservoir/tools/platform';
import type { Contract, Pool, Problem } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { world } from './house.js';

/** Rounds that run side by side: each has a customer of its own. */
const atOnce = 10;
const partnerId = 'partner-of-races';
const secure = 'endpoint-security:secure-plus';
const edr = { product: 'edr-standalone', protectionModel: null, managementModel: 'client' };
const setting = { autoRenew: { on: false } };

let partner: Api;

const newCustomer = async (name: string): Promise<string> => {
  const company = { id: name, type: 'customer', name, parentId: partnerId };
  bodyOf(await partner.send('POST', '/v1/companies', company), name);
  return name;
};
const assign = async (customerId: string, change: object = {}): Promise<Answer> =>
  partner.send('POST', '/v1/contracts', assignmentOf(customerId, { ...setting, ...change }));
const on = async ({ id }: Contract, what: 'cancel' | 'renew' | 'suspend'): Promise<Answer> =>
  partner.send('POST', `/v1/contracts/${id}/${what}`, {});
const codeOf = ({ status, body }: Answer): string => (status < 300 ? 'done' : (body as Problem).code);

interface Period {
  readonly quantity: number;
  readonly sku: string;
  readonly term: string;
}
type Whole = Contract & { readonly periods: readonly Period[]; readonly future: unknown };

interface Page {
  readonly items: readonly Whole[];
  readonly nextCursor: string | null;
}

const wholeOf = async ({ id }: Contract): Promise<Whole> =>
  bodyOf(await partner.get(`/v1/contracts/${id}`), id);

/** Invariants 2 and 3, once nothing is on the way: what the pool has assigned is what live contracts have. */
async function poolAgrees(sku: string, term: string): Promise<void> {
  await eventually(
    async () => {
      const pool = bodyOf<Pool>(await partner.get(`/v1/partners/${partnerId}/pools/${sku}/${term}`), 'pool');
      const live: Whole[] = [];
      const all = '/v1/contracts?state=active&limit=100';
      for (let next: string | null = all; next !== null;) {
        const page: Page = bodyOf(await partner.get(next), 'contracts');
        live.push(...page.items);
        next = page.nextCursor && `${all}&cursor=${encodeURIComponent(page.nextCursor)}`;
      }
      const periods = live
        .flatMap((contract) => contract.periods)
        .filter((one) => one.sku === sku && one.term === term);
      const assigned = periods.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(pool.counts).toMatchObject({ assigned, reserved: 0 });
    },
    { timeoutMs: 30_000 },
  );
}

/** Runs the rounds some at a time; how often each outcome was. */
async function raced(race: (round: number) => Promise<string>): Promise<Readonly<Record<string, number>>> {
  const outcomes: Record<string, number> = {};
  for (let first = 0; first < raceRounds; first += atOnce)
    for (const outcome of await Promise.all(Array.from({ length: atOnce }, (_, n) => race(first + n))))
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return outcomes;
}

describe(`CT-19 races on contracts, ${raceRounds} rounds each`, () => {
  beforeAll(async () => {
    const distributor = await world.as('distributor-one');
    const company = { id: partnerId, type: 'partner', name: partnerId, parentId: 'distributor-one' };
    bodyOf(await distributor.send('POST', '/v1/companies', company), 'partner');
    partner = await world.as(partnerId);
    const bought = { partnerId, quantity: 5000, purchasedAt: new Date().toISOString() };
    await world.publish(
      purchaseEvent('races-secure', bought),
      purchaseEvent('races-secure-m1', { ...bought, term: 'M1' }),
      purchaseEvent('races-edr', { ...bought, sku: 'edr-standalone' }),
    );
    for (const order of ['races-secure', 'races-secure-m1', 'races-edr'])
      expect(await world.receipts(partnerId, order)).toMatchObject([{ outcome: 'accepted' }]);
  }, 60_000);

  it('CT-5 one family claim: of two products at once, one is the client’s', async () => {
    const outcomes = await raced(async (round) => {
      const customer = await newCustomer(`race-claim-${round}`);
      const answers = await Promise.all([assign(customer), assign(customer, edr)]);
      const codes = answers.map(codeOf);
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      const lost = codes.find((code) => code !== 'done') ?? '';
      expect(['operation-in-flight', 'family-taken']).toContain(lost);
      return lost;
    });
    expect(Object.values(outcomes).reduce((sum, one) => sum + one, 0)).toBe(raceRounds);
    await poolAgrees(secure, 'Y1');
    await poolAgrees('edr-standalone', 'Y1');
  }, 300_000);

  it('CT-6, CT-9 renew against cancel: the loser is told why, and the licences are where the contract is', async () => {
    const outcomes = await raced(async (round) => {
      const customer = await newCustomer(`race-renew-${round}`);
      const contract = bodyOf<Contract>(await assign(customer, { term: 'M1' }), 'contract');
      const order = round % 2 === 0 ? (['renew', 'cancel'] as const) : (['cancel', 'renew'] as const);
      const answers = await Promise.all(order.map((what) => on(contract, what)));
      const codes = Object.fromEntries(order.map((what, n) => [what, codeOf(answers[n]!)]));
      const { state, future } = await wholeOf(contract);
      if (codes['cancel'] === 'done') {
        expect(state).toBe('cancelled');
        expect(['done', 'operation-in-flight', 'contract-over']).toContain(codes['renew']);
      } else {
        expect(codes).toEqual({ cancel: 'operation-in-flight', renew: 'done' });
        expect([state, future]).toMatchObject(['active', { kind: 'renewal' }]);
      }
      return `renew ${codes['renew']}, cancel ${codes['cancel']}`;
    });
    console.log('renew against cancel:', outcomes);
    await poolAgrees(secure, 'M1');
  }, 300_000);

  it('CT-19 two commands on one contract: one after the other, or one is told that another is under way', async () => {
    const outcomes = await raced(async (round) => {
      const customer = await newCustomer(`race-two-${round}`);
      const contract = bodyOf<Contract>(await assign(customer), 'contract');
      const answers = await Promise.all([
        on(contract, 'cancel'),
        on(contract, 'cancel'),
        on(contract, 'suspend'),
      ]);
      const codes = answers.map(codeOf);
      expect(codes.filter((code) => code === 'done').length).toBeGreaterThan(0);
      for (const code of codes)
        expect(['done', 'operation-in-flight', 'contract-over', 'service-suspended']).toContain(code);
      const { state } = await wholeOf(contract);
      expect(state).toBe(codes.slice(0, 2).includes('done') ? 'cancelled' : 'active');
      return codes.sort().join(', ');
    });
    console.log('two cancels and a suspension:', outcomes);
    await poolAgrees(secure, 'Y1');
  }, 300_000);
});
