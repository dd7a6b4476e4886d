import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import {
  type MessageDefinition,
  acceptTransfer,
  createCompany,
  requestTransfer,
  suspendCompany,
} from '@reservoir/messages';
import { aRequest, userOf } from './testing/companies.fixtures.js';
import { RunningCompanies, type Sent } from './adapters/kafka/testing/running-service.js';

let service: RunningCompanies;

beforeAll(async () => {
  service = await RunningCompanies.start(import.meta.url);
}, 60_000);
afterAll(() => service.stop(), 60_000);

const rounds = 50;
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
const accept = ({ operationId, data }: Sent) => {
  const { companyId, toId } = data as { companyId: string; toId: string };
  const transferId = idFor('transfer', operationId);
  return command(acceptTransfer, { companyId, transferId, toId, inUse: [], actor: userOf(toId) });
};

/** Sends level after level, since who is above must be there first. */
const all = async (...levels: readonly (readonly Sent[])[]) => {
  for (const level of levels) expect(new Set(await service.decide(level))).toEqual(new Set(['done']));
};
const each = <T>(of: (round: number) => T): T[] => Array.from({ length: rounds }, (_, round) => of(round));
const found = async (id: string) =>
  service.mongo.connection
    .collection<{ _id: string; [field: string]: unknown }>('companies')
    .findOne({ _id: id });

/** Which commands come first changes from round to round. */
const shuffled = (round: number, ...pair: readonly [Sent, Sent]): readonly Sent[] =>
  round % 2 === 0 ? pair : [pair[1], pair[0]];

describe(`races on companies, ${rounds} rounds each, over partitions that are decided at the same time`, () => {
  it('CO-3 two transfers of one company: one is under way, the other is told of it', async () => {
    await all(
      each((n) => [make(`a${n}-one`, 'distributor', null), make(`a${n}-two`, 'distributor', null)]).flat(),
      each((n) => [
        make(`a${n}-mover`, 'partner', `a${n}-one`),
        make(`a${n}-other`, 'partner', `a${n}-one`),
      ]).flat(),
    );
    const pairs = each((n) =>
      shuffled(n, ask(`a${n}-mover`, `a${n}-two`), ask(`a${n}-mover`, `a${n}-other`)),
    );
    const outcomes = await service.decide(pairs.flat());
    for (const round of pairs.keys())
      expect([outcomes[2 * round], outcomes[2 * round + 1]].sort()).toEqual(['done', 'transfer-pending']);
  }, 120_000);

  it('CO-1 two partners that would each move below the other: one moves, the other is told why not', async () => {
    await all(
      each((n) => [make(`b${n}-one`, 'distributor', null), make(`b${n}-two`, 'distributor', null)]).flat(),
      each((n) => [
        make(`b${n}-left`, 'partner', `b${n}-one`),
        make(`b${n}-right`, 'partner', `b${n}-two`),
      ]).flat(),
    );
    const asked = each((n) => [ask(`b${n}-left`, `b${n}-right`), ask(`b${n}-right`, `b${n}-left`)] as const);
    await all(asked.flat());
    const accepted = asked.map(([left, right], n) => shuffled(n, accept(left), accept(right)));
    const outcomes = await service.decide(accepted.flat());
    for (const round of accepted.keys())
      expect([outcomes[2 * round], outcomes[2 * round + 1]].sort()).toEqual(['done', 'parent-not-allowed']);
    for (const n of accepted.keys()) {
      const [left, right] = await Promise.all([found(`b${n}-left`), found(`b${n}-right`)]);
      const places = [left?.['parentId'], right?.['parentId']];
      expect([
        [`b${n}-right`, `b${n}-two`],
        [`b${n}-one`, `b${n}-left`],
      ]).toContainEqual(places);
    }
  }, 120_000);

  it('CO-6 a suspension against the acceptance of a transfer: it has moved before the mark, or is told of it', async () => {
    await all(
      each((n) => [make(`c${n}-one`, 'distributor', null), make(`c${n}-two`, 'distributor', null)]).flat(),
      each((n) => [
        make(`c${n}-mover`, 'partner', `c${n}-one`),
        make(`c${n}-to`, 'partner', `c${n}-two`),
      ]).flat(),
    );
    const asked = each((n) => ask(`c${n}-mover`, `c${n}-to`));
    await all(asked);
    const pairs = asked.map((request, n) => {
      const mark = { id: `c${n}-to`, recursive: true, reason: null, actor: userOf(`c${n}-two`) };
      return [accept(request), command(suspendCompany, mark)] as const;
    });
    await service.send(pairs.flatMap((pair, n) => shuffled(n, ...pair)));
    const outcomes = await service.outcomes(pairs.flat().map(({ operationId }) => operationId));
    await service.settle();
    let moved = 0;
    for (const [n, [accepting, marking]] of pairs.entries()) {
      expect(outcomes.get(marking.operationId)?.outcome).toBe('succeeded');
      const refusal = outcomes.get(accepting.operationId)?.refusal?.code;
      const mover = await found(`c${n}-mover`);
      if (refusal === undefined) moved += 1;
      else expect(refusal).toBe('company-suspended');
      expect(mover).toMatchObject(
        refusal === undefined
          ? { parentId: `c${n}-to`, suspension: { to: null }, inheritedMarks: [{ companyId: `c${n}-to` }] }
          : { parentId: `c${n}-one`, suspension: null, inheritedMarks: [] },
      );
    }
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThan(rounds);
  }, 120_000);

  it('CO-1 a partner made below one that moves: the chain is never longer than 3, and everybody is in its place', async () => {
    await all(
      each((n) => [make(`e${n}-one`, 'distributor', null), make(`e${n}-two`, 'distributor', null)]).flat(),
      each((n) => [
        make(`e${n}-mover`, 'partner', `e${n}-one`),
        make(`e${n}-first`, 'partner', `e${n}-two`),
      ]).flat(),
      each((n) => make(`e${n}-second`, 'partner', `e${n}-first`)),
    );
    const asked = each((n) => ask(`e${n}-mover`, `e${n}-second`));
    await all(asked);
    const pairs = asked.map((request, n) =>
      shuffled(n, accept(request), make(`e${n}-below`, 'partner', `e${n}-mover`)),
    );
    const outcomes = await service.decide(pairs.flat());
    for (const round of pairs.keys())
      expect([outcomes[2 * round], outcomes[2 * round + 1]].sort()).toEqual([
        'done',
        'partner-chain-too-long',
      ]);
  }, 120_000);
});
