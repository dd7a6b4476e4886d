import { describe, expect, it } from '@jest/globals';
import type {
  Assortments,
  Companies,
  Families,
  Modules,
  PriceLists,
  Products,
} from '../application/publications.js';
import { publishFamily } from '../application/publish-family.js';
import { publishModule } from '../application/publish-module.js';
import { publishProduct } from '../application/publish-product.js';
import { rememberCompany } from '../application/remember-company.js';
import { setAssortment } from '../application/set-assortment.js';
import { setPrices } from '../application/set-prices.js';
import { aPriceList, anAssortment, edr, endpointSecurity, operator, userOf } from './catalog.fixtures.js';

/** Every port of the service, bound to one unit of work. */
export interface CatalogPorts {
  readonly families: Families;
  readonly products: Products;
  readonly modules: Modules;
  readonly assortments: Assortments;
  readonly prices: PriceLists;
  readonly companies: Companies;
}

/** What to load, by port; `skus` stands for the products and modules that SKUs name. */
export type CatalogNeeds = Partial<Record<keyof CatalogPorts | 'skus', readonly string[]>>;

/** Loads what is needed, decides, and saves, as one unit; again when others wrote in between. */
export type CatalogUnitOfWork = <T>(needs: CatalogNeeds, decide: (ports: CatalogPorts) => T) => Promise<T>;

const family = { id: 'endpoint', name: 'Endpoint' };
const products = { families: ['endpoint'], products: ['endpoint-security'], modules: ['endpoint-security'] };
const modules = { products: ['edr', 'endpoint-security'], modules: ['edr'] };
const offers = {
  companies: ['distributor-one'],
  assortments: ['distributor-one'],
  prices: ['distributor-one'],
};

async function publishEverything(run: CatalogUnitOfWork): Promise<void> {
  await run(products, (ports) => {
    publishFamily({ body: family, actor: operator }, ports);
    publishProduct({ body: endpointSecurity, actor: operator }, ports);
  });
  await run(modules, (ports) => publishModule({ body: edr, actor: operator }, ports));
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
      await run({ ...modules, products: ['endpoint-security'] }, (ports) => {
        expect(ports.products.find('endpoint-security')).toEqual({
          id: 'endpoint-security',
          version: 2,
          body: endpointSecurity,
        });
        expect(ports.modules.find('edr')).toEqual({ id: 'edr', version: 2, body: edr });
      });
    });

    it('CA-6 finds what the SKUs of an assortment name, modules by way of their products', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const skus = ['edr', 'endpoint-security:secure', 'nothing'];
      const set = await run({ ...offers, skus }, (ports) =>
        setAssortment({ actor, body: anAssortment(skus.map((sku) => ({ sku, terms: ['Y1'] }))) }, ports),
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
        setPrices({ actor, body }, ports),
      );
      expect(set.ok).toBe(false);
      expect(await run(offers, (ports) => ports.prices.find('distributor-one'))).toBeUndefined();
    });

    it('20 assortments at once: 20 versions, none of them lost', async () => {
      const run = unitOfWork();
      await publishEverything(run);
      const all = await Promise.all(
        Array.from({ length: 20 }, () =>
          run({ ...offers, skus: ['edr'] }, (ports) => setAssortment({ actor, body: assortment }, ports)),
        ),
      );
      const versions = all.map((set) => (set.ok ? set.value.version : 0)).sort((a, b) => a - b);
      expect(versions).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
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
