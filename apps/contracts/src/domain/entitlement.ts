import type { Contract } from './contract.js';
import { type Suspension, outside, withSuspension } from './suspension.js';
import { type Timeline, plus, spansOf } from './timeline.js';

/** What a client is entitled to of one SKU, over all time (EN-2). */
export interface Entitlement {
  /** `customerId:sku`. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly sku: string;
  readonly timeline: Timeline;
  /** The same without any suspension (CO-6): what counts again when one is lifted. */
  readonly contracted: Timeline;
}

/** A timeline holds at most 1,000 spans; an assignment adds two at most, and each family has one under way (CT-19). */
export const timelineSpansMost = 900;

export const entitlementIdOf = (customerId: string, sku: string): string => `${customerId}:${sku}`;

/** No licences of the SKU, ever. */
export const noEntitlement = (customerId: string, sku: string): Entitlement => ({
  id: entitlementIdOf(customerId, sku),
  version: 0,
  customerId,
  sku,
  timeline: [],
  contracted: [],
});

/** The entitlement with the licences of a contract that has just become active (EN-2): not while suspended (CO-6). */
export const entitledBy = (
  entitlement: Entitlement,
  contract: Contract,
  suspension: Suspension | null,
): Entitlement => ({
  ...entitlement,
  version: entitlement.version + 1,
  timeline: spansOf(contract)
    .flatMap((span) => outside(span, suspension))
    .reduce(plus, entitlement.timeline),
  contracted: spansOf(contract).reduce(plus, entitlement.contracted),
});

/** The entitlement of a client that is suspended, or is so no more (CO-6); undefined when that changes nothing. */
export function entitledUnder(entitlement: Entitlement, suspension: Suspension): Entitlement | undefined {
  const timeline = withSuspension(entitlement.timeline, entitlement.contracted, suspension);
  return JSON.stringify(timeline) === JSON.stringify(entitlement.timeline)
    ? undefined
    : { ...entitlement, version: entitlement.version + 1, timeline };
}
