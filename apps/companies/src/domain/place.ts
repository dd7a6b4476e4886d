import type { Instant } from '@reservoir/kernel';
import type { Branch, Company, DistributorSince } from './company.js';
import { isSuspended, marksHandedDown, marksThatHold, suspensionAfter } from './marks.js';

/** How many distributors of a partner are remembered (CO-4): the oldest known one stands for all time before. */
export const distributorsRemembered = 16;

/** The branch of a company that has nothing below it. */
export const newBranch = (parent: Company | undefined, now: Instant): Branch => ({
  placeVersion: 1,
  placedAt: now,
  parentPlaceVersion: parent?.branch.placeVersion ?? null,
  unsettled: false,
  children: 0,
  partners: 0,
  partnersBelow: 0,
  transferId: null,
});

/** What a company has from the one above it (CO-1, CO-6). */
type Place = Pick<Company, 'ancestors' | 'distributorId' | 'inheritedMarks'>;

/** What a company hands down to those directly below it. */
export const placeBelow = (parent: Company): Place => ({
  ancestors: [...parent.ancestors, parent.id],
  distributorId: parent.distributorId,
  inheritedMarks: marksHandedDown(parent),
});

/**
 * A company with something of it changed, and with all that follows from the change: its suspension, and whether those
 * below it have to be told.
 * @param at since when the change holds
 */
export function changed(before: Company, changes: Partial<Company>, at: Instant): Company {
  const after = { ...before, ...changes, version: before.version + 1 };
  const suspension = suspensionAfter(before.suspension, isSuspended(after), at);
  return { ...after, suspension, branch: branchAfter(before, after, at) };
}

function branchAfter(before: Company, { branch, ...after }: Company, at: Instant): Branch {
  if (handsDownTheSame(before, { branch, ...after })) return branch;
  return {
    ...branch,
    placeVersion: branch.placeVersion + 1,
    placedAt: at,
    unsettled: branch.children > 0,
  };
}

const handsDownTheSame = (a: Company, b: Company): boolean =>
  JSON.stringify(placeBelow(a)) === JSON.stringify(placeBelow(b));

/**
 * A company with the place that its parent hands down by now. Marks whose setters no longer stand above fall (CO-6); the
 * tier, a level of the old distributor's price list, goes with it (CO-4). Nothing is told when nothing of it differs.
 * @param changes what else changes with it
 * @param at since when the place is so
 */
export function placed(
  company: Company,
  parent: Company,
  at: Instant,
  changes: Partial<Company> = {},
): Company {
  const place = placeBelow(parent);
  const branch = { ...company.branch, parentPlaceVersion: parent.branch.placeVersion };
  const marks = marksThatHold(company.marks, place.ancestors);
  const moved = place.distributorId !== company.distributorId;
  const after = {
    ...place,
    ...changes,
    marks,
    branch,
    ...(moved && { tier: null, distributors: distributorsAfter(company, place.distributorId, at) }),
  };
  return differs(company, after) ? changed(company, after, at) : { ...company, branch };
}

const differs = (company: Company, after: Partial<Company>): boolean =>
  Object.entries(after).some(
    ([name, value]) =>
      name !== 'branch' && JSON.stringify(company[name as keyof Company]) !== JSON.stringify(value),
  );

// CO-4
function distributorsAfter(
  { type, distributors }: Company,
  distributorId: string,
  since: Instant,
): readonly DistributorSince[] {
  if (type !== 'partner') return distributors;
  return [...distributors, { distributorId, since }].slice(-distributorsRemembered);
}

/** Whether the parent hands down something newer than what the company has. */
export const isBehind = (company: Company, parent: Company): boolean =>
  company.parentId === parent.id && (company.branch.parentPlaceVersion ?? 0) < parent.branch.placeVersion;
