import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import type { CatalogPorts } from '../application/publications.js';
import { publishDraft } from '../application/publish-draft.js';
import { publishFamily } from '../application/publish-family.js';
import { publishModule } from '../application/publish-module.js';
import { publishProduct } from '../application/publish-product.js';
import { rememberCompany } from '../application/remember-company.js';
import { setAssortment } from '../application/set-assortment.js';
import { setPrices } from '../application/set-prices.js';
import { saveDraft } from '../application/save-draft.js';
import type { ItemKind } from '../domain/catalog-items.js';
import {
  aPriceList,
  anAssortment,
  draftBodyOf,
  edr,
  endpointSecurity,
  operator,
  userOf,
} from './catalog.fixtures.js';

/** What to load, by port; `skus` stands for the products and modules that SKUs name, `drafting` for a draft and its surroundings. */
export type CatalogNeeds = Partial<Record<keyof CatalogPorts | 'skus', readonly string[]>> & {
  readonly drafting?: readonly { readonly kind: ItemKind; readonly id: string; readonly body?: unknown }[];
};

/** Loads what is needed, decides, and saves, as one unit; again when others wrote in between. */
export type CatalogUnitOfWork = <T>(needs: CatalogNeeds, decide: (ports: CatalogPorts) => T) => Promise<T>;

const family = { id: 'endpoint', name: 'Endpoint' };
const now = instant('2026-11-21T10:00:00Z');
const products = {
  drafting: [
    { kind: 'families', id: 'endpoint' },
    { kind: 'products', id: 'endpoint-security', body: endpointSecurity },
  ],
} as const;
const modules = { drafting: [{ kind: 'modules', id: 'edr', body: edr }] } as const;
const offers = {
  companies: ['distributor-one'],
  assortments: ['distributor-one'],
  prices: ['distributor-one'],
};

async function publishEverything(run: CatalogUnitOfWork): Promise<void> {
  await run(products, (ports) => {
    publishFamily({ body: family, actor: operator }, ports, now);
    publishProduct({ body: endpointSecurity, actor: operator }, ports, now);
  });
  await run(modules, (ports) => publishModule({ body: edr, actor: operator }, ports, now));
  await run(offers, ({ companies }) =>
    rememberCompany({ id: 'distributor-one', type: 'distributor', version: 1 }, { companies }),
  );
}

/** What every implementation of the ports does. Each case asks for a catalog of its own. */
export function catalogSuite(name: string, unitOfWork: () => CatalogUnitOfWork): void {
  const assortment = anAssortment([{ sku: 'edr', terms: ['Y1'] }]);
  const actor = userOf('distributor-one');

  describe(`the catalog in ${name}`, () => {
    it('gives back what was published, whole, in its latest version', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      await publishEverything(run);
      await run(modules, (ports) => {
        expect(ports.products.find('endpoint-security')).toMatchObject({
          id: 'endpoint-security',
          version: 2,
          body: endpointSecurity,
        });
        expect(ports.modules.find('edr')).toMatchObject({ id: 'edr', version: 2, body: edr });
      });
    });

    it('CA-6 finds what the SKUs of an assortment name, modules by way of their products', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const skus = ['edr', 'endpoint-security:secure', 'nothing'];
      const set = await run({ ...offers, skus }, (ports) =>
        setAssortment({ actor, body: anAssortment(skus.map((sku) => ({ sku, terms: ['Y1'] }))) }, ports, now),
      );
      expect(!set.ok && set.error.errors).toEqual([
        { code: 'unknown-sku', rule: 'CA-6', detail: 'there is no SKU nothing', path: 'offers[2].sku' },
      ]);
    });

    it('a refusal leaves nothing behind', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const body = aPriceList({
        pointsDiscounts: [
          { tier: 'GOLD', discountBp: 1 },
          { tier: 'GOLD', discountBp: 2 },
        ],
      });
      const set = await run({ ...offers, skus: ['endpoint-security:secure'] }, (ports) =>
        setPrices({ actor, body }, ports, now),
      );
      expect(set.ok).toBe(false);
      expect(await run(offers, (ports) => ports.prices.find('distributor-one'))).toBeUndefined();
    });

    it('20 assortments at once: 20 versions, none of them lost', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const all = await Promise.all(
        Array.from({ length: 20 }, () =>
          run({ ...offers, skus: ['edr'] }, (ports) =>
            setAssortment({ actor, body: assortment }, ports, now),
          ),
        ),
      );
      const versions = all.map((set) => (set.ok ? set.value.published.version : 0)).sort((a, b) => a - b);
      expect(versions).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    it('CA-1 20 publications of one draft at once: one version, and one diff', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const draft = { kind: 'products', id: 'endpoint-security' } as const;
      const body = { ...draftBodyOf(endpointSecurity), name: 'Endpoint' };
      await run({ drafting: [{ ...draft, body }] }, (ports) =>
        saveDraft({ ...draft, body, actor: operator }, ports, now),
      );
      const all = await Promise.all(
        Array.from({ length: 20 }, () =>
          run({ drafting: [draft] }, (ports) =>
            publishDraft({ ...draft, revision: 1, actor: operator }, ports, now),
          ),
        ),
      );
      expect(all.flatMap((one) => (one.ok ? one.value.publication.published.version : []))).toEqual([2]);
      expect(new Set(all.flatMap((one) => (one.ok ? [] : one.error.code)))).toEqual(
        new Set(['stale-revision']),
      );
    });

    it('CA-4, CA-6, CA-7 knows who names a product: modules, assortments, price lists', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const sku = 'endpoint-security:secure';
      await run({ ...offers, skus: [sku, 'edr'] }, (ports) => {
        const offered = anAssortment([
          { sku, terms: ['Y1', 'Y3'] },
          { sku: 'edr', terms: ['Y1'] },
        ]);
        setAssortment({ actor, body: offered }, ports, now);
        setPrices({ actor, body: aPriceList() }, ports, now);
      });
      await run({ drafting: [{ kind: 'products', id: 'endpoint-security' }] }, ({ references }) => {
        expect(references.modulesNaming('endpoint-security')).toEqual([edr]);
        const named = { distributorId: 'distributor-one', sku };
        expect(references.offersOf('endpoint-security')).toEqual([
          { ...named, kind: 'assortments', terms: ['Y1', 'Y3'] },
          { ...named, kind: 'prices', terms: ['Y1'] },
        ]);
      });
    });

    it('keeps the newest of what it hears of a company', async () => {
      const run = unitOfWork();
      const hear = (version: number, type: 'partner' | 'distributor') =>
        run({ companies: ['c'] }, (ports) => rememberCompany({ id: 'c', type, version }, ports));
      await hear(2, 'distributor');
      await hear(1, 'partner');
      await hear(2, 'partner');
      expect(await run({ companies: ['c'] }, ({ companies }) => companies.find('c'))).toEqual({
        id: 'c',
        type: 'distributor',
        version: 2,
      });
    });
  });
}
