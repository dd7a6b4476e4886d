import { describe, expect, it } from '@jest/globals';
import type { Tree } from '../application/companies.js';
import { createCompany } from '../application/create-company.js';
import type { TreeNeeds } from '../application/needs.js';
import { aDistributor, aRequest, noon, userOf } from './companies.fixtures.js';

/** Loads what is named, decides, and saves, as one unit; again when others wrote in between. */
export type CompaniesUnitOfWork = <T>(needs: TreeNeeds, decide: (tree: Tree) => T) => Promise<T>;

/** What every implementation of the port does. */
export function companiesSuite(name: string, unitOfWork: () => CompaniesUnitOfWork): void {
  const aNewDistributor = (id: string) => aRequest({ id, name: id, type: 'distributor', parentId: null });

  describe(`companies in ${name}`, () => {
    it('gives nothing for an id that nobody has', async () => {
      const found = await unitOfWork()({ lines: ['nobody'] }, ({ companies }) => companies.find('nobody'));
      expect(found).toBeUndefined();
    });

    it('gives back the whole state that was saved', async () => {
      const run = unitOfWork();
      await run({ lines: ['distributor-one'] }, (tree) =>
        createCompany(aNewDistributor('distributor-one'), tree, noon),
      );
      const found = await run({ lines: ['distributor-one'] }, ({ companies }) =>
        companies.find('distributor-one'),
      );
      expect(found).toEqual(aDistributor());
    });

    it('shows a child the parent that was made just before it in the same unit', async () => {
      const child = await unitOfWork()({ lines: ['top', 'child'] }, (tree) => {
        createCompany(aNewDistributor('top'), tree, noon);
        createCompany(aRequest({ id: 'child', parentId: 'top' }), tree, noon);
        return tree.companies.find('child');
      });
      expect(child).toMatchObject({ ancestors: ['top'], distributorId: 'top' });
    });

    it('CO-1 20 parallel creations of one id: one wins', async () => {
      const run = unitOfWork();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          run({ lines: ['contested'] }, (tree) =>
            createCompany({ ...aNewDistributor('contested'), name: `Number ${n}` }, tree, noon),
          ),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome.ok);
      expect(winners).toHaveLength(1);
      expect(
        outcomes.filter((outcome) => !outcome.ok && outcome.error.code === 'company-exists'),
      ).toHaveLength(19);
      const kept = await run({ lines: ['contested'] }, ({ companies }) => companies.find('contested'));
      expect(kept).toEqual(winners[0]?.ok === true && winners[0].value.state.companies[0]);
    });

    it('CO-1 20 children made at the same time are all counted by their parent', async () => {
      const run = unitOfWork();
      await run({ lines: ['counting'] }, (tree) => createCompany(aNewDistributor('counting'), tree, noon));
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          run({ companies: [`counted-${n}`], lines: ['counting'] }, (tree) =>
            createCompany(aRequest({ id: `counted-${n}`, parentId: 'counting' }), tree, noon),
          ),
        ),
      );
      const kept = await run({ lines: ['counting'] }, ({ companies }) => companies.find('counting'));
      expect(kept).toMatchObject({ version: 1, branch: { children: 20, partners: 20 } });
    });

    it('CO-8 parent and child made at the same time: the child is below it, or refused', async () => {
      const run = unitOfWork();
      const [, child] = await Promise.all([
        run({ lines: ['race'] }, (tree) => createCompany(aNewDistributor('race'), tree, noon)),
        run({ lines: ['race', 'race-child'] }, (tree) =>
          createCompany(aRequest({ id: 'race-child', parentId: 'race' }), tree, noon),
        ),
      ]);
      const ancestors = child.ok ? child.value.state.companies[0]?.ancestors : child.error.code;
      expect(ancestors).toEqual(child.ok ? ['race'] : 'unknown-company');
    });

    it('a refusal leaves nothing behind', async () => {
      const run = unitOfWork();
      const refused = await run({ lines: ['none', 'left-out'] }, (tree) =>
        createCompany(aRequest({ id: 'left-out', parentId: 'none', actor: userOf('none') }), tree, noon),
      );
      expect(refused.ok).toBe(false);
      const found = await run({ lines: ['left-out'] }, ({ companies }) => companies.find('left-out'));
      expect(found).toBeUndefined();
    });
  });
}
