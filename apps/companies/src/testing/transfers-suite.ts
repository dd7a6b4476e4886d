import { describe, expect, it } from '@jest/globals';
import { createCompany } from '../application/create-company.js';
import { acceptTransfer, requestTransfer } from '../application/transfer-company.js';
import type { CompaniesUnitOfWork } from './companies-suite.js';
import { aRequest, noon, userOf } from './companies.fixtures.js';

let worlds = 0;

/** Two distributors and a partner of the first one, of a world of its own. */
async function aWorld(run: CompaniesUnitOfWork) {
  const world = `w${(worlds += 1)}-`;
  const [one, two, mover] = ['one', 'two', 'mover'].map((id) => `${world}${id}`) as [string, string, string];
  const three = `${world}three`;
  await run({ lines: [one, two, three, mover] }, (tree) => {
    for (const id of [one, two, three])
      createCompany(aRequest({ id, type: 'distributor', parentId: null }), tree, noon);
    createCompany(aRequest({ id: mover, parentId: one }), tree, noon);
  });
  return { one, two, three, mover };
}

const asking = (id: string, mover: string, toId: string) => ({
  id,
  companyId: mover,
  toId,
  inUse: [],
  actor: userOf(mover),
});
const accepting = (transferId: string, companyId: string, toId: string) => ({
  transferId,
  companyId,
  speaker: 'new-parent' as const,
  speakerId: toId,
  inUse: [],
  operationId: null,
  actor: userOf(toId),
});

/** What every implementation does with transfers (CO-3). */
export function transfersSuite(name: string, unitOfWork: () => CompaniesUnitOfWork): void {
  describe(`transfers in ${name}`, () => {
    it('CO-3 keeps the request, and the company knows it', async () => {
      const run = unitOfWork();
      const { two, mover } = await aWorld(run);
      const id = `${mover}-request`;
      await run({ lines: [mover, two], requests: [{ openOf: mover }] }, (tree) =>
        requestTransfer({ ...asking(id, mover, two), inUse: [{ sku: 'edr', quantity: 3 }] }, tree, noon),
      );
      const [request, company] = await run({ lines: [mover], requests: [id] }, (tree) => [
        tree.requests.find(id),
        tree.companies.find(mover),
      ]);
      expect(request).toMatchObject({ state: 'pending', inUse: [{ sku: 'edr', quantity: 3 }], version: 1 });
      expect(company).toMatchObject({ version: 1, branch: { transferId: id } });
    });

    it('CO-3 20 requests of one company at the same time: one is made, the others are told of it', async () => {
      const run = unitOfWork();
      const { two, three, mover } = await aWorld(run);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          run({ lines: [mover, two, three], requests: [{ openOf: mover }] }, (tree) =>
            requestTransfer(asking(`${mover}-${n}`, mover, n % 2 ? two : three), tree, noon),
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
      const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]));
      expect(codes).toEqual(Array.from({ length: 19 }, () => 'transfer-pending'));
    });

    it('CO-3 accepted 20 times at the same time: it moves once, and is in one place', async () => {
      const run = unitOfWork();
      const { one, two, mover } = await aWorld(run);
      const id = `${mover}-request`;
      const all = { requests: [id], lines: [mover, two], assortments: [{ topOf: two }] };
      await run({ lines: [mover, two], requests: [{ openOf: mover }] }, (tree) =>
        requestTransfer(asking(id, mover, two), tree, noon),
      );
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          run(all, (tree) => acceptTransfer(accepting(id, mover, two), tree, noon)),
        ),
      );
      const codes = outcomes.map((outcome) => (outcome.ok ? 'moved' : outcome.error.code));
      expect(codes.sort()).toEqual(['moved', ...Array.from({ length: 19 }, () => 'transfer-not-pending')]);
      const [before, after, company] = await run({ lines: [one, two, mover] }, ({ companies }) =>
        [one, two, mover].map((id) => companies.find(id)),
      );
      expect([before?.branch.children, after?.branch.children]).toEqual([0, 1]);
      expect(company).toMatchObject({ parentId: two, ancestors: [two], distributorId: two, version: 2 });
    });

    it('CO-1 a partner is made below it while it moves: the chain stays short enough', async () => {
      const run = unitOfWork();
      const { one, two, mover } = await aWorld(run);
      const [first, second, below] = ['first', 'second', 'below'].map((id) => `${two}-${id}`) as [
        string,
        string,
        string,
      ];
      const id = `${mover}-request`;
      await run({ lines: [one, two, first, second, mover], requests: [{ openOf: mover }] }, (tree) => {
        createCompany(aRequest({ id: first, parentId: two }), tree, noon);
        createCompany(aRequest({ id: second, parentId: first }), tree, noon);
        requestTransfer(asking(id, mover, second), tree, noon);
      });
      const [moved, made] = await Promise.all([
        run({ requests: [id], lines: [mover, second], assortments: [{ topOf: second }] }, (tree) =>
          acceptTransfer(accepting(id, mover, second), tree, noon),
        ),
        run({ companies: [below], lines: [mover] }, (tree) =>
          createCompany(aRequest({ id: below, parentId: mover }), tree, noon),
        ),
      ]);
      expect([moved, made].map((outcome) => (outcome.ok ? 'done' : outcome.error.code)).sort()).toEqual([
        'done',
        'partner-chain-too-long',
      ]);
    });
  });
}
