import type { Contract } from './contract.js';
import { type Timeline, plus, spansOf } from './timeline.js';

/** What a client is entitled to of one SKU, over all time (EN-2). */
export interface Entitlement {
  /** `customerId:sku`. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly sku: string;
  readonly timeline: Timeline;
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
});

/** The entitlement with the licences of a contract that has just become active (EN-2). */
export const entitledBy = (entitlement: Entitlement, contract: Contract): Entitlement => ({
  ...entitlement,
  version: entitlement.version + 1,
  timeline: spansOf(contract).reduce(plus, entitlement.timeline),
});
