import type { CompaniesEvent } from '../domain/company.events.js';
import { decideInheritance, decideSettlement } from '../domain/inherit-place.js';
import { type Tree, keep } from './companies.js';

/** Takes over what the company above hands down by now (CO-1, CO-6); a second time nothing happens. */
export function inheritPlace(
  due: { readonly companyId: string; readonly parentId: string },
  tree: Tree,
): readonly CompaniesEvent[] {
  const { state, events } = decideInheritance(
    tree.companies.find(due.companyId),
    tree.companies.find(due.parentId),
  );
  keep(state, tree);
  return events;
}

/** Everything directly below a company has its place: it is looked for no more. */
export function settlePlace(
  due: { readonly companyId: string; readonly placeVersion: number },
  tree: Tree,
): void {
  keep(decideSettlement(tree.companies.find(due.companyId), due.placeVersion).state, tree);
}
