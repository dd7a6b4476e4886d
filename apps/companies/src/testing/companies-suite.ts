import { describe, expect, it } from '@jest/globals';
import type { Companies } from '../application/companies.js';
import { createCompany } from '../application/create-company.js';
import { aDistributor, aRequest, userOf } from './companies.fixtures.js';

/** Loads the named companies, decides, and saves, as one unit; again when others wrote in between. */
export type CompaniesUnitOfWork = <T>(
  ids: readonly string[],
  decide: (companies: Companies) => T,
) => Promise<T>;

/** What every implementation of the port does. */
export function companiesSuite(name: string, unitOfWork: () => CompaniesUnitOfWork): void {
  const aNewDistributor = (id: string) => aRequest({ id, name: id, type: 'distributor', parentId: null });

  describe(`companies in ${name}`, () => {
    it('gives nothing for an id that nobody has', async () => {
      expect(await unitOfWork()(['nobody'], (companies) => companies.find('nobody'))).toBeUndefined();
    });

    it('gives back the whole state that was saved', async () => {
      const run = unitOfWork();
      await run(['distributor-one'], (companies) =>
        createCompany(aNewDistributor('distributor-one'), { companies }),
      );
      const found = await run(['distributor-one'], (companies) => companies.find('distributor-one'));
      expect(found).toEqual(aDistributor());
    });

    it('shows a child the parent that was made just before it in the same unit', async () => {
      const child = await unitOfWork()(['top', 'child'], (companies) => {
        createCompany(aNewDistributor('top'), { companies });
        createCompany(aRequest({ id: 'child', parentId: 'top' }), { companies });
        return companies.find('child');
      });
      expect(child).toMatchObject({ ancestors: ['top'], distributorId: 'top' });
    });

    it('CO-1 20 parallel creations of one id: one wins', async () => {
      const run = unitOfWork();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          run(['contested'], (companies) =>
            createCompany({ ...aNewDistributor('contested'), name: `Number ${n}` }, { companies }),
          ),
        ),
      );
      const winners = outcomes.filter((outcome) => outcome.ok);
      expect(winners).toHaveLength(1);
      expect(
        outcomes.filter((outcome) => !outcome.ok && outcome.error.code === 'company-exists'),
      ).toHaveLength(19);
      const kept = await run(['contested'], (companies) => companies.find('contested'));
      expect(kept).toEqual(winners[0]?.ok === true && winners[0].value.state);
    });

    it('CO-8 parent and child made at the same time: the child is below it, or refused', async () => {
      const run = unitOfWork();
      const [, child] = await Promise.all([
        run(['race'], (companies) => createCompany(aNewDistributor('race'), { companies })),
        run(['race', 'race-child'], (companies) =>
          createCompany(aRequest({ id: 'race-child', parentId: 'race' }), { companies }),
        ),
      ]);
      expect(child.ok ? child.value.state.ancestors : child.error.code).toEqual(
        child.ok ? ['race'] : 'unknown-company',
      );
    });

    it('a refusal leaves nothing behind', async () => {
      const run = unitOfWork();
      const refused = await run(['none', 'left-out'], (companies) =>
        createCompany(aRequest({ id: 'left-out', parentId: 'none', actor: userOf('none') }), { companies }),
      );
      expect(refused.ok).toBe(false);
      expect(await run(['left-out'], (companies) => companies.find('left-out'))).toBeUndefined();
    });
  });
}
