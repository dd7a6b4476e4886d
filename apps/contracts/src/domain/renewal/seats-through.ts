import { termClassOf } from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { licencesOn, turningDays } from '../modules/runs.js';
import type { Run } from '../modules/runs.js';
import type { Situation } from '../situation.js';
import type { Renewed } from './renewed.js';

/** A module's renewal beside that of its product. */
export interface ModuleRenewal {
  readonly product: Renewed;
  /** The products that are renewed. */
  readonly products: readonly Contract[];
  readonly module: Renewed;
  /** The module's contracts that are renewed. */
  readonly modules: readonly Contract[];
}

/** How many licences a module may have through its whole next period: the seats that stay, less what others of it take (CT-7). */
export function seatsThrough(situation: Situation, renewal: ModuleRenewal): number {
  const { product, products, module, modules } = renewal;
  const { start, end, sku } = module.period;
  const [of] = products;
  const own = situation.contracts.filter(
    (one) =>
      isLive(one) &&
      one.mode === 'commercial' &&
      one.serviceId === of?.serviceId &&
      termClassOf(one.periods[0].term) === termClassOf(module.period.term),
  );
  const seats: readonly Run[] = [
    ...own
      .filter(({ kind }) => kind === 'product')
      .filter((one) => !isGrouped(product, one))
      .flatMap(({ periods }) => periods),
    ...product.drafts.map(({ periods: [present] }) => present),
    product.period,
  ];
  const taken: readonly Run[] = own
    .filter(({ periods: [present] }) => present.sku === sku)
    .filter((one) => !modules.includes(one))
    .flatMap(({ periods }) => periods);
  const days = [start, ...turningDays([...seats, ...taken], start).filter((day) => day < end)];
  return Math.min(...days.map((day) => licencesOn(seats, day) - licencesOn(taken, day)));
}

/** Taken over by the group that is renewed. */
const isGrouped = ({ patches }: Renewed, { id }: Contract): boolean =>
  patches.some(({ contractId, state }) => contractId === id && state === 'superseded');
