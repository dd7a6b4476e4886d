import type { BodyOf, DraftBodyOf, ItemKind, Product, ProductModule } from '../domain/catalog-items.js';
import { type Change, differences } from '../domain/differences.js';
import type { DraftOf, Judgement } from '../domain/draft.js';
import { moduleChecks } from '../domain/module-checks.js';
import { danglingOffers } from '../domain/offer-references.js';
import { type ProductSurroundings, productChecks } from '../domain/product-checks.js';
import type { CatalogItems } from '../domain/skus.js';
import { type Violation, mostListed } from '../domain/violations.js';
import { type CatalogPorts, itemsOf, publicationsOf } from './publications.js';

type Ports = Pick<CatalogPorts, 'families' | 'products' | 'modules' | 'references'>;

/** What a product is judged by. */
export const productSurroundings = ({ id, familyId }: Product, ports: Ports): ProductSurroundings => ({
  familyExists: ports.families.find(familyId) !== undefined,
  moduleHasId: ports.modules.find(id) !== undefined,
  before: ports.products.find(id)?.body,
  modulesNaming: ports.references.modulesNaming(id),
});

/** What a draft would become: what is retired stays so (CA-8). */
export function publishedBody(
  { kind, id }: DraftOf,
  body: DraftBodyOf[ItemKind],
  ports: Ports,
): BodyOf[ItemKind] {
  if (kind === 'families') return body;
  const last = ports[kind].find(id)?.body;
  return { ...body, retired: last?.retired ?? false };
}

/** Everything that is wrong with a draft, what it leaves behind, and the diff against the version before (CA-1, CA-4, CA-9). */
export function judge(of: DraftOf, draft: DraftBodyOf[ItemKind], ports: Ports): Judgement {
  const body = publishedBody(of, draft, ports);
  const before = publicationsOf(ports, of.kind).find(of.id)?.body;
  const changes: readonly Change[] = differences(before, body);
  switch (of.kind) {
    case 'families':
      return { violations: [], warnings: [], changes };
    case 'products': {
      const product = body as Product;
      const surroundings = productSurroundings(product, ports);
      const violations = productChecks.flatMap((check) => check(product, surroundings));
      return { ...listed(violations, warningsOf(of.id, ports, { product })), changes };
    }
    case 'modules': {
      const module = body as ProductModule;
      const violations = moduleChecks.flatMap((check) => check(module, itemsOf(ports)));
      return { ...listed(violations, warningsOf(of.id, ports, { module })), changes };
    }
  }
}

const listed = (violations: readonly Violation[], warnings: readonly Violation[]) => ({
  violations: violations.slice(0, mostListed),
  warnings: warnings.slice(0, mostListed),
});

/** What would be left dangling, looked up in the catalog as it will be. */
function warningsOf(
  id: string,
  ports: Ports,
  next: { readonly product?: Product; readonly module?: ProductModule },
): readonly Violation[] {
  const present = itemsOf(ports);
  const items: CatalogItems = {
    product: (other) => (next.product && other === id ? next.product : present.product(other)),
    module: (other) => (next.module && other === id ? next.module : present.module(other)),
  };
  return danglingOffers(ports.references.offersOf(id), items);
}
