import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';

/** A feature while it is, or was, switched off; `to` is null while it is. */
export interface OffSpan {
  readonly feature: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** What is and was switched off of a client's service (EN-6). Whatever is not, is on. */
export interface FeatureSwitches {
  /** `customerId:product`, as the service. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly product: string;
  /** In order of `from`. */
  readonly off: readonly OffSpan[];
}

/** Spans that are kept; of more, those that ended first are forgotten: the feature is taken to have been on. */
export const offSpansMost = 1000;

/** A feature to switch. */
export interface Switch {
  readonly feature: string;
  readonly on: boolean;
}

/** Nothing was ever switched. */
export const allOn = (id: string, customerId: string, product: string): FeatureSwitches => ({
  id,
  version: 0,
  customerId,
  product,
  off: [],
});

/** Whether the feature is switched off now. */
export const isOff = ({ off }: FeatureSwitches, feature: string): boolean =>
  off.some((one) => one.feature === feature && one.to === null);

/**
 * Switches a feature from now on (EN-6); it draws and returns nothing. What is switched so already stays as it is. A feature
 * that the client has no longer stays off, and can be switched on again for the time when it has it.
 * @param entitled the features of the service at this instant
 */
export function switched(
  switches: FeatureSwitches,
  { feature, on }: Switch,
  entitled: readonly string[],
  now: Instant,
): Result<FeatureSwitches, Refusal> {
  const wasOff = isOff(switches, feature);
  if (!wasOff && !entitled.includes(feature)) return err(notEntitled(switches, feature, entitled));
  if (wasOff === !on) return ok(switches);
  const off = on ? ended(switches.off, feature, now) : [...switches.off, { feature, from: now, to: null }];
  return ok({ ...switches, version: switches.version + 1, off: bounded(off) });
}

/** What was switched off and on again within one instant was never off. */
const ended = (off: readonly OffSpan[], feature: string, now: Instant): readonly OffSpan[] =>
  off.flatMap((one) => {
    if (one.feature !== feature || one.to !== null) return [one];
    return one.from < now ? [{ ...one, to: now }] : [];
  });

const notEntitled = (
  { product }: FeatureSwitches,
  feature: string,
  entitled: readonly string[],
): Refusal => ({
  code: 'feature-not-entitled',
  rule: 'EN-6',
  detail: `the customer has no feature ${feature} of ${product} now: only what it is entitled to can be switched`,
  errors: [{ feature, entitled }],
});

function bounded(off: readonly OffSpan[]): readonly OffSpan[] {
  if (off.length <= offSpansMost) return off;
  const ended = off.filter(({ to }) => to !== null).sort((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1));
  const forgotten = new Set(ended.slice(0, off.length - offSpansMost));
  return off.filter((one) => !forgotten.has(one));
}
