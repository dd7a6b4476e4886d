import type { Instant } from '@reservoir/kernel';
import { withChild, withoutChild } from './branch.js';
import { companyOf } from './change-policies.js';
import type { Company, Line } from './company.js';
import { placed } from './place.js';

/** A company in its new place, and the companies above that count their children. */
export interface Moved {
  readonly company: Company;
  readonly counted: readonly Company[];
}

/**
 * A company below another parent (CO-3): it leaves the one and joins the other in one step. What the customer allowed its
 * old partner it has not allowed the new one (CO-2).
 * @param line the company and all above it
 * @param to the new parent and all above it
 */
export function moved(line: Line, to: Line, now: Instant): Moved {
  const before = companyOf(line);
  const counted = new Map(withoutChild(line.slice(1), before).map((one) => [one.id, one]));
  const present = to.map((one) => counted.get(one.id) ?? one);
  for (const one of withChild(present, before)) counted.set(one.id, one);
  const parent = companyOf(to);
  const free = { ...before, branch: { ...before.branch, transferId: null } };
  const company = placed(free, parent, now, { parentId: parent.id, assistedByPartner: false });
  return { company, counted: [...counted.values()] };
}
