import type { Instant } from '@reservoir/kernel';
import { compacted } from './compaction.js';
import {
  type FamilyNow,
  type FamilyPart,
  contractedBy,
  givesSomething,
  licencesOf,
  mapPart,
  partOf,
} from './family-part.js';
import { type Suspension, outside, withSuspension } from './suspension.js';
import { type Timeline, joined, since, until } from './timeline.js';

/** What a client is entitled to of one SKU, over all time (EN-2). */
export interface Entitlement {
  /** `customerId:sku`. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly sku: string;
  readonly timeline: Timeline;
  /** The same without any suspension of the client (CO-6): what counts again when one is lifted. */
  readonly contracted: Timeline;
  /** What it is made of, by product family, from the last change on: a module may go with products of several. */
  readonly parts: readonly FamilyPart[];
}

export const entitlementIdOf = (customerId: string, sku: string): string => `${customerId}:${sku}`;

/** No licences of the SKU, ever. */
export const noEntitlement = (customerId: string, sku: string): Entitlement => ({
  id: entitlementIdOf(customerId, sku),
  version: 0,
  customerId,
  sku,
  timeline: [],
  contracted: [],
  parts: [],
});

/**
 * What a client is entitled to after a change of a family's contracts (EN-2): what was before `now` stays, everything from
 * `now` on is recomputed from the contracts as they are by now, and from the suspension (CO-6, CT-13).
 * @param before every entitlement of the client
 * @returns those that changed
 */
export function entitlementsAfter(
  before: readonly Entitlement[],
  family: FamilyNow,
  suspension: Suspension | null,
  now: Instant,
): readonly Entitlement[] {
  const { customerId, familyId, contracts } = family;
  const had = before.filter(({ parts }) => parts.some((part) => part.familyId === familyId));
  const skus = [...had, ...contracts.flatMap(licencesOf)].map(({ sku }) => sku);
  return [...new Set(skus)].sort().flatMap((sku) => {
    const known = before.find((one) => one.sku === sku) ?? noEntitlement(customerId, sku);
    return withPart(known, partOf(family, sku), suspension, now) ?? [];
  });
}

/** The entitlement of a client that is suspended, or is so no more (CO-6); undefined when that changes nothing. */
export function entitledUnder(entitlement: Entitlement, suspension: Suspension): Entitlement | undefined {
  const timeline = withSuspension(entitlement.timeline, entitlement.contracted, suspension);
  return same(timeline, entitlement.timeline)
    ? undefined
    : { ...entitlement, version: entitlement.version + 1, timeline };
}

/** The entitlement with what one family gives from now on; undefined when that changes nothing. */
function withPart(
  entitlement: Entitlement,
  part: FamilyPart,
  suspension: Suspension | null,
  now: Instant,
): Entitlement | undefined {
  const ahead = (one: FamilyPart): FamilyPart => mapPart(one, (timeline) => since(timeline, now));
  const known = entitlement.parts.map(ahead).filter(givesSomething);
  const others = known.filter(({ familyId }) => familyId !== part.familyId);
  const parts = [...others, ahead(part)].filter(givesSomething).sort(byFamily);
  const next = contractedBy(parts);
  const contracted = joined([...until(entitlement.contracted, now), ...next]);
  const counted = next.flatMap((span) => outside(span, suspension)); // CO-6
  const timeline = joined([...until(entitlement.timeline, now), ...counted]);
  if (same([timeline, contracted, parts], [entitlement.timeline, entitlement.contracted, known]))
    return undefined;
  return {
    ...entitlement,
    version: entitlement.version + 1,
    timeline: compacted(timeline, now),
    contracted: compacted(contracted, now),
    parts,
  };
}

const byFamily = (a: FamilyPart, b: FamilyPart): number => (a.familyId < b.familyId ? -1 : 1);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
