import { poolIdOf, poolKeyOf } from '@reservoir/messages';
import { sum } from '../crash/databases.js';
import type { Counts, Evidence, LotRow } from './evidence.js';

/** Numbers by key, each the sum of what was told of it. */
export function sumsOf(parts: Iterable<readonly [string, number]>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, number] of parts) sums.set(key, (sums.get(key) ?? 0) + number);
  return sums;
}

const isLive = ({ state }: { readonly state: string }): boolean =>
  state === 'active' || state === 'scheduled';

/** Invariants 1, 2, 3 and 8 lot by lot, and what was drawn of each pool against its counts. */
export const faultsOfPools = (evidence: Evidence): string[] => [
  ...evidence.lots.flatMap(({ _id, quantity, counts }) => {
    const seven = Object.values<number>(counts);
    const right = sum(seven) === quantity && seven.every((count) => count >= 0);
    return right ? [] : [`invariant 1: lot ${_id} has ${JSON.stringify(counts)} of ${quantity}`];
  }),
  ...differences('invariant 2, assigned', evidence.lots, 'assigned', inContracts(evidence)),
  ...differences('invariant 3, reserved', evidence.lots, 'reserved', inReservations(evidence)),
  ...differences('invariant 8, transferred out', evidence.lots, 'transferredOut', takenOver(evidence)),
  ...doubles(evidence),
  ...drawnAgainstCounts(evidence),
];

const inContracts = ({ contracts }: Evidence): ReadonlyMap<string, number> =>
  sumsOf(
    contracts
      .filter((contract) => contract.mode === 'commercial' && isLive(contract))
      .flatMap(({ periods }) => periods.flatMap(({ batches }) => batches))
      .map(({ lotId, quantity }) => [lotId, quantity] as const),
  );

const inReservations = ({ reservations }: Evidence): ReadonlyMap<string, number> =>
  sumsOf(
    reservations
      .filter(({ state }) => state === 'held')
      .flatMap(({ picks }) => picks.map(({ lotId, quantity }) => [lotId, quantity] as const)),
  );

const moved = ({ lots }: Evidence): readonly LotRow[] => lots.filter((lot) => lot.provenance === 'transfer');

const takenOver = (evidence: Evidence): ReadonlyMap<string, number> =>
  sumsOf(moved(evidence).map(({ source, quantity }) => [source.lotId ?? '', quantity] as const));

function differences(
  what: string,
  lots: readonly LotRow[],
  count: keyof Counts,
  expected: ReadonlyMap<string, number>,
): string[] {
  const known = new Set(lots.map(({ _id }) => _id));
  return [
    ...lots.flatMap(({ _id, counts }) => {
      const right = expected.get(_id) ?? 0;
      return counts[count] === right ? [] : [`${what}: lot ${_id} says ${counts[count]}, not ${right}`];
    }),
    ...[...expected.keys()].filter((id) => !known.has(id)).map((id) => `${what}: there is no lot ${id}`),
  ];
}

/** Invariant 8: one lot per transfer and old lot. */
function doubles(evidence: Evidence): string[] {
  const keys = moved(evidence).map(({ source }) => `${source.transferId ?? ''} ${source.lotId ?? ''}`);
  return [...sumsOf(keys.map((key) => [key, 1] as const))]
    .filter(([, lots]) => lots > 1)
    .map(([key, lots]) => `invariant 8: ${lots} lots of ${key}`);
}

/** Of each pool: drawn and handed over to it, less what came back, is assigned, retired or handed on. */
function drawnAgainstCounts(evidence: Evidence): string[] {
  const { assignments, lots } = evidence;
  const done = assignments.filter(({ state }) => state === 'activated');
  const expected = sumsOf([
    ...done.flatMap(({ partnerId, lines }) =>
      lines.map(({ sku, term, quantity }) => [poolIdOf({ partnerId, sku, term }), quantity] as const),
    ),
    ...done.flatMap(({ recoveries }) =>
      recoveries.map(({ pool, back }) => [poolIdOf(pool), -sum(back.map((one) => one.quantity))] as const),
    ),
    ...moved(evidence).map(({ poolId, quantity }) => [poolId, quantity] as const),
  ]);
  const gone = sumsOf(
    lots.map(
      ({ poolId, counts }) => [poolId, counts.assigned + counts.retired + counts.transferredOut] as const,
    ),
  );
  return [...new Set([...gone.keys(), ...expected.keys()])]
    .filter((pool) => (gone.get(pool) ?? 0) !== (expected.get(pool) ?? 0))
    .map((pool) => `draws of ${pool}: ${expected.get(pool) ?? 0}, and the counts say ${gone.get(pool) ?? 0}`);
}

/** Invariant 12: a live contract is the partner's whose customer it is of, and so are its licences. */
export function faultsOfSubtrees({ contracts, companies, lots }: Evidence): string[] {
  const parents = new Map(companies.map(({ _id, parentId }) => [_id, parentId]));
  const owners = new Map(lots.map(({ _id, poolId }) => [_id, poolKeyOf(poolId).partnerId]));
  return contracts.filter(isLive).flatMap(({ _id, partnerId, customerId, periods }) => {
    const lotsOfOthers = periods
      .flatMap(({ batches }) => batches)
      .filter(({ lotId }) => owners.get(lotId) !== partnerId);
    return [
      ...(parents.get(customerId) === partnerId
        ? []
        : [
            `invariant 12: contract ${_id} is ${partnerId}'s, and ${customerId} is ${parents.get(customerId) ?? 'nobody'}'s`,
          ]),
      ...(lotsOfOthers.length === 0 ? [] : [`invariant 12: contract ${_id} has licences of another partner`]),
    ];
  });
}
