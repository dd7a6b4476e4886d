import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Contract } from './contract.js';
import type { Draw, Plan } from './plan.js';

/** What a period holds at most, and its record with it. */
const batchesMost = 1000;
/** What a period may take over at most while licences are drawn into it too. */
const batchesBesideDraw = 500;
/** What all contracts of a family hold at most: an event for each of them, with its batches, fits one commit of the service. */
export const batchesOfAFamilyMost = 15_000;

/**
 * The plan, with how many lots each of its draws may touch, so that no period, and no family, outgrows its records (CT-1); or
 * why it cannot be, before it is begun. What draws nothing and takes nothing over makes no batches: it is never refused.
 * @param contracts every contract of the family
 */
export function withinBatchLimits(plan: Plan, contracts: readonly Contract[]): Result<Plan, Refusal> {
  const adopted = new Map(plan.patches.map(({ contractId, adopts = [] }) => [contractId, adopts]));
  const takenOver = (contractId: string): number =>
    batchesOf(contracts.filter(({ id }) => adopted.get(contractId)?.includes(id)).map(presentOnly));
  for (const contractId of adopted.keys()) {
    const isDrawn = plan.draws.some((draw) => isIntoPresent(draw) && draw.contractId === contractId);
    const [batches, most] = [takenOver(contractId), isDrawn ? batchesBesideDraw : batchesMost];
    if (batches > most) return err(tooManyTogether(batches, most));
  }
  if (plan.draws.length === 0) return ok(plan);
  const held = batchesOf(contracts);
  const share = Math.floor((batchesOfAFamilyMost - held) / plan.draws.length);
  if (share < 1) return err(tooManyInAll(held, plan.draws.length));
  const draws = plan.draws.map((draw) => {
    const room = isIntoPresent(draw) ? batchesMost - takenOver(draw.contractId) : batchesMost;
    const lotsMost = Math.min(room, share);
    return lotsMost < batchesMost ? { ...draw, lotsMost } : draw;
  });
  return ok({ ...plan, draws });
}

const isIntoPresent = ({ period }: Draw): boolean => period === 'present';
const presentOnly = ({ periods: [present] }: Contract) => ({ periods: [present] });
const batchesOf = (contracts: readonly { readonly periods: readonly Contract['periods'][0][] }[]): number =>
  contracts.flatMap(({ periods }) => periods).reduce((sum, { batches }) => sum + batches.length, 0);

const tooManyTogether = (batches: number, most: number): Refusal => ({
  code: 'too-many-batches',
  rule: 'CT-11',
  detail: `the contracts hold licences of ${batches} draws from lots; one contract takes over ${most} at most: group fewer`,
  errors: [{ batches, most }],
});

const tooManyInAll = (batches: number, draws: number): Refusal => ({
  code: 'too-many-batches',
  rule: 'CT-1',
  detail: `the client's contracts of the family hold licences of ${batches} draws from lots, of ${batchesOfAFamilyMost} at most`,
  errors: [{ batches, draws, most: batchesOfAFamilyMost }],
});
