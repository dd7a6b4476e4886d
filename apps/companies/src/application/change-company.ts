import type { Instant, Result } from '@reservoir/kernel';
import type { Changes } from '../domain/company.events.js';
import { decideChange } from '../domain/change-company.js';
import type { ChangeCompany } from '../domain/change-policies.js';
import {
  type ReactivateCompany,
  type SuspendCompany,
  decideReactivation,
  decideSuspension,
} from '../domain/mark-company.js';
import { type Tree, keep, lineOf } from './companies.js';

/** Changes what is named of a company (CO-1, CO-2, PT-9), or says why not. */
export const changeCompany = (request: ChangeCompany, tree: Tree, now: Instant) =>
  kept(decideChange(request, lineOf(tree.companies, request.id), now), tree);

/** Sets a mark on a company (CO-6), or says why not. */
export const suspendCompany = (request: SuspendCompany, tree: Tree, now: Instant) =>
  kept(decideSuspension(request, lineOf(tree.companies, request.id), now), tree);

/** Lifts a mark from a company (CO-6), or says why not. */
export const reactivateCompany = (request: ReactivateCompany, tree: Tree, now: Instant) =>
  kept(decideReactivation(request, lineOf(tree.companies, request.id), now), tree);

function kept<Decision extends Result<{ readonly state: Changes }, unknown>>(
  decided: Decision,
  tree: Tree,
): Decision {
  if (decided.ok) keep(decided.value.state, tree);
  return decided;
}
