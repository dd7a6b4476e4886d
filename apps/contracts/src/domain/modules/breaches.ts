import type { UtcDay } from '@reservoir/kernel';
import { type Run, licencesOn, turningDays } from './runs.js';

/** A day from which a module has more licences than its product (CT-13). */
export interface Breach {
  readonly from: UtcDay;
  readonly licences: number;
  /** Of the product, on that day. */
  readonly most: number;
}

/**
 * Where a module goes beyond its product, on the whole timeline from a day on (CT-13, invariant 6). It is asked per module
 * SKU and term class.
 * @param product the runs of all contracts of the product
 * @param module the runs of all contracts of the module
 */
export const breachesOf = (
  product: readonly Run[],
  module: readonly Run[],
  from: UtcDay,
): readonly Breach[] =>
  turningDays([...product, ...module], from)
    .map((day) => ({ from: day, licences: licencesOn(module, day), most: licencesOn(product, day) }))
    .filter(({ licences, most }) => licences > most); // CT-13
