import { later, startOfDay } from '@reservoir/kernel';
import { type Contract, periodEnd } from './contract.js';
import { type Span, type Timeline, total, without } from './timeline.js';

/** All that a client's contracts of one family say about its entitlements. */
export interface FamilyNow {
  readonly customerId: string;
  readonly familyId: string;
  /** Every contract that is live; others do no harm. */
  readonly contracts: readonly Contract[];
  /** Ids of services that are suspended with their modules (CT-13). */
  readonly suspendedServices: ReadonlySet<string>;
}

/** What the contracts of one family give of one SKU (EN-2). Kept from the last change on: what was before is told. */
export interface FamilyPart {
  readonly familyId: string;
  /** Commercial licences that count: not those of suspended services (CT-13). */
  readonly commercial: Timeline;
  /** Commercial licences, suspended or not: while there are any, a trial does not count (EN-2). */
  readonly held: Timeline;
  readonly trial: Timeline;
}

/** Licences of one SKU in a span. */
export interface SkuSpan extends Span {
  readonly sku: string;
}

/**
 * When the licences of a contract count, by SKU (EN-2): its present and its future period, from the later of start and
 * activation to the end, as instants. A scheduled contract counts from its start, at which its activation will be dated (CT-8).
 */
export function licencesOf({ state, activatedAt, periods }: Contract): readonly SkuSpan[] {
  if (state !== 'scheduled' && state !== 'active') return [];
  return periods.map((period) => {
    const start = startOfDay(period.start);
    const from = activatedAt === null ? start : later(start, activatedAt);
    return { sku: period.sku, from, to: periodEnd(period), quantity: period.quantity };
  });
}

/** What a family's contracts give of a SKU. */
export function partOf(family: FamilyNow, sku: string): FamilyPart {
  const { familyId, contracts, suspendedServices } = family;
  const of = (which: (contract: Contract) => boolean): Timeline =>
    total(
      contracts.filter(which).flatMap((contract) => licencesOf(contract).filter((one) => one.sku === sku)),
    );
  const counts = ({ serviceId }: Contract): boolean => !suspendedServices.has(serviceId); // CT-13
  return {
    familyId,
    commercial: of((contract) => contract.mode === 'commercial' && counts(contract)),
    held: of((contract) => contract.mode === 'commercial'),
    trial: of((contract) => contract.mode === 'trial' && counts(contract)),
  };
}

/**
 * What all families together entitle to: commercial licences, and those of trials where the SKU has no commercial ones (EN-2).
 */
export function contractedBy(parts: readonly FamilyPart[]): Timeline {
  const held = total(parts.flatMap((part) => part.held));
  const trial = without(total(parts.flatMap((part) => part.trial)), held);
  return total([...parts.flatMap((part) => part.commercial), ...trial]);
}

/** The part with its timelines in another form. */
export const mapPart = (
  { familyId, commercial, held, trial }: FamilyPart,
  change: (timeline: Timeline) => Timeline,
): FamilyPart => ({ familyId, commercial: change(commercial), held: change(held), trial: change(trial) });

/** Whether there is anything in it. */
export const givesSomething = ({ held, trial }: FamilyPart): boolean => held.length > 0 || trial.length > 0;
