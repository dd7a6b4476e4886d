import { type TermClass, termClassOf } from '@reservoir/kernel';
import { type Contract, type ContractKind, type Mode, isHeld } from '../contract.js';
import type { FuturePatch, Patch, PeriodPatch } from '../patch.js';
import { productOfSku, serviceIdOf } from '../service.js';
import type { Run } from './runs.js';

/** Licences of one period of a contract, and what they count for (CT-13). */
export interface ContractRun extends Run {
  readonly contractId: string;
  readonly kind: ContractKind;
  readonly mode: Mode;
  /** The service: a product's period that changes the product belongs to the new one (CT-16). */
  readonly serviceId: string;
  readonly sku: string;
  readonly termClass: TermClass;
}

type PeriodLike = Pick<Contract['periods'][0], 'sku' | 'term' | 'start' | 'end' | 'quantity'>;

/** The runs of a contract as a plan leaves it: the present one, then the future one; none once it is over. */
export function runsAfter(contract: Contract, patch: Patch | undefined): readonly ContractRun[] {
  if (!isHeld(contract) || patch?.state === 'cancelled' || patch?.state === 'superseded') return [];
  const [present, future] = contract.periods;
  const after = { ...contract, product: patch?.product ?? contract.product };
  const runs = [changed(present, patch?.present), futureAfter(future, patch?.future)];
  return runs.flatMap((run) => (run ? [runOf(after, run)] : []));
}

function futureAfter(future: PeriodLike | undefined, patch: FuturePatch | undefined): PeriodLike | undefined {
  switch (patch?.do) {
    case undefined:
      return future;
    case 'add':
      return patch.period;
    case 'change':
      return future && changed(future, patch.patch);
    case 'delete':
    case 'cancel':
      return undefined;
  }
}

const changed = (period: PeriodLike, { quantity, end }: PeriodPatch = {}): PeriodLike => ({
  ...period,
  quantity: quantity ?? period.quantity,
  end: end ?? period.end,
});

function runOf({ id, kind, mode, customerId, product }: Contract, period: PeriodLike): ContractRun {
  const { sku, term, start, end, quantity } = period;
  return {
    ...{ contractId: id, kind, mode, sku, start, end, quantity },
    serviceId: serviceIdOf(customerId, kind === 'product' ? productOfSku(sku) : product),
    termClass: termClassOf(term),
  };
}
