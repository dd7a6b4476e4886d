import {
  type Refusal,
  type Result,
  type Term,
  type UtcDay,
  daysBetween,
  earlier,
  endOfTerm,
  ok,
} from '@reservoir/kernel';
import { type Contract, type PendingPeriod, type Period, lastPeriod } from '../contract.js';
import { groupOf } from '../grouping/group-of.js';
import type { FuturePatch, Patch } from '../patch.js';
import { type AlignEnd, alignedEnd } from '../periods/aligned-end.js';
import { anchorOfEnd } from '../periods/anchor-of-end.js';
import type { Draw } from '../plan.js';
import { type Situation, catalogVersionOf, frozenBy } from '../situation.js';

/** How contracts of one SKU are renewed. */
export interface Renewing {
  readonly term: Term;
  readonly alignEnd?: AlignEnd | undefined;
  /** Modules: at most to the new end of their product (CT-6). */
  readonly endMost?: UtcDay;
  /** Fewer than there are: the others are not renewed (CT-7). */
  readonly quantity?: number;
}

/** Contracts of one SKU, renewed as one. */
export interface Renewed {
  readonly contractId: string;
  readonly drafts: readonly Contract[];
  readonly patches: readonly Patch[];
  readonly draw: Draw;
  readonly period: PendingPeriod;
}

/** Renews contracts of one SKU: several are grouped first (CT-6, CT-11). */
export function renewed(
  situation: Situation,
  sources: readonly [Contract, ...Contract[]],
  renewing: Renewing,
): Result<Renewed, Refusal> {
  const [only] = sources;
  if (sources.length === 1) {
    const period = nextPeriod(situation, only, lastPeriod(only), renewing);
    if (!period.ok) return period;
    const patch: Patch = {
      contractId: only.id,
      event: 'ContractRenewed',
      future: added(period.value.period),
    };
    return ok({ contractId: only.id, drafts: [], patches: [patch], ...period.value });
  }
  const { draft, patches } = groupOf(situation, sources);
  const period = nextPeriod(situation, draft, draft.periods[0], renewing);
  if (!period.ok) return period;
  return ok({
    contractId: draft.id,
    drafts: [draft],
    patches: patches.map((patch) =>
      patch.contractId === draft.id ? { ...patch, future: added(period.value.period) } : patch,
    ),
    ...period.value,
  });
}

const added = (period: PendingPeriod): FuturePatch => ({ do: 'add', period, as: 'renewal' });

/** New end = old end + term, on the anchor day (CT-3, CT-6); aligned (CT-15), or cut to its product's end. */
function nextPeriod(
  situation: Situation,
  contract: Contract,
  before: Period,
  { term, alignEnd, endMost, quantity = before.quantity }: Renewing,
): Result<{ readonly period: PendingPeriod; readonly draw: Draw }, Refusal> {
  const start = before.end;
  const natural = endOfTerm(start, term, before.anchorDay); // CT-3
  const aligned = alignEnd ? alignedEnd({ start, end: natural }, alignEnd, endsOf(situation)) : undefined; // CT-15
  if (aligned && !aligned.ok) return aligned;
  const end = aligned ? aligned.value.end : earlier(natural, endMost ?? natural); // CT-6
  const anchorDay =
    aligned?.value.anchorDay ?? anchorOfEnd({ end: natural, anchorDay: before.anchorDay }, end);
  const { sku } = before;
  const versions = frozenBy(situation, catalogVersionOf(situation, contract));
  const termDays = daysBetween(start, natural);
  return ok({
    period: { sku, term, quantity, start, end, anchorDay, ...versions },
    draw: { contractId: contract.id, period: 'future', sku, term, quantity, termDays, end },
  });
}

/** Last ends of live contracts, to align to (CT-15). */
const endsOf =
  ({ contracts }: Situation) =>
  (contractId: string): UtcDay | undefined => {
    const contract = contracts.find(({ id }) => id === contractId);
    return contract && lastPeriod(contract).end;
  };
