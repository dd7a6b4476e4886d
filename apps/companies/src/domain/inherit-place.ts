import type { Decided } from '@reservoir/kernel';
import type { Company } from './company.js';
import type { Changes, CompanyChanged } from './company.events.js';
import { isBehind, placed } from './place.js';

const nothing: Decided<Changes, CompanyChanged> = { state: { companies: [], requests: [] }, events: [] };

/** Takes over what the parent hands down by now, unless that has been done already, or somebody else is the parent. */
export function decideInheritance(
  company: Company | undefined,
  parent: Company | undefined,
): Decided<Changes, CompanyChanged> {
  if (!company || !parent || !isBehind(company, parent)) return nothing;
  const at = parent.branch.placedAt;
  const after = placed(company, parent, at);
  return {
    state: { companies: [after], requests: [] },
    events:
      after.version === company.version
        ? []
        : [{ type: 'company-changed', company: after, change: { kind: 'placed', at, by: null } }],
  };
}

/**
 * Everything directly below has what was handed down at `placeVersion`: it is looked for no more, unless something newer is
 * handed down by now. Nobody can be missed: who adds a child writes its parent (docs/adr/0010).
 */
export function decideSettlement(
  company: Company | undefined,
  placeVersion: number,
): Decided<Changes, CompanyChanged> {
  if (!company?.branch.unsettled || company.branch.placeVersion !== placeVersion) return nothing;
  const settled = { ...company, branch: { ...company.branch, unsettled: false } };
  return { state: { companies: [settled], requests: [] }, events: [] };
}
