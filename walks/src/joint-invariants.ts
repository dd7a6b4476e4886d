import { DaysConserved } from '@reservoir/contracts/testing/days-conserved';
import { invariantFaults, recomputed } from '@reservoir/contracts/testing/invariants';
import type { JointWalk } from './joint-walk.js';
import { LotHistory } from './lot-history.js';

type Contract = ReturnType<JointWalk['contract']>;

/** All invariants that span companies, pools and contracts, along a walk. */
export class JointInvariants {
  readonly #days: DaysConserved;
  readonly #lots = new LotHistory();
  readonly #entitled = new Map<string, number>();
  readonly #suspensions = new Map<string, { readonly from: string; readonly to: string | null }>();

  constructor(private readonly walk: JointWalk) {
    this.#days = new DaysConserved(walk);
  }

  /** What does not hold after a step. */
  faults(): readonly string[] {
    const { walk } = this;
    this.#remember();
    return [
      ...invariantFaults(walk),
      ...walk.lots.faults(),
      ...this.#lots.faults(walk),
      ...subtreeFaults(walk),
      ...twoProducts(walk),
      ...(walk.isSettled ? [...assignedFaults(walk), ...this.#days.faults()] : []),
    ];
  }

  /** Invariant 9: the past of a timeline is what was so when it was the present. */
  pastFaults(): readonly string[] {
    const { entitlements } = this.walk.ports;
    return [...this.#entitled].flatMap(([key, quantity]) => {
      const [id = '', at = ''] = key.split(' ');
      const timeline = entitlements.find(id)?.timeline ?? [];
      const told = timeline.find(({ from, to }) => from <= at && at < to)?.quantity ?? 0;
      return told === quantity ? [] : [`invariant 9: at ${at} ${id} was ${quantity}, and is ${told} now`];
    });
  }

  /** CO-6: a suspension that is heard of late was so before, and its end too. */
  #forget(): void {
    for (const { id, suspension } of this.walk.ports.clients.all()) {
      const known = this.#suspensions.get(id);
      if (!suspension || suspension === known) continue;
      this.#suspensions.set(id, suspension);
      const since = suspension.to !== null && known?.to === null ? suspension.to : suspension.from;
      for (const key of this.#entitled.keys())
        if (key.startsWith(`${id}:`) && (key.split(' ')[1] ?? '') >= since) this.#entitled.delete(key);
    }
  }

  #remember(): void {
    const { walk } = this;
    const present = recomputed(walk, walk.ports.contracts.all());
    this.#forget();
    for (const { id } of walk.ports.entitlements.all()) {
      const span = present.get(id)?.find(({ from, to }) => from <= walk.now && walk.now < to);
      this.#entitled.set(`${id} ${walk.now}`, span?.quantity ?? 0);
    }
  }
}

const holding = ({ ports }: JointWalk): readonly Contract[] =>
  ports.contracts
    .all()
    .filter(({ state, mode }) => mode === 'commercial' && (state === 'active' || state === 'scheduled'));

/** Invariant 2, lot by lot: what a pool has assigned is what live contracts have of it, in present and future periods. */
function assignedFaults(walk: JointWalk): readonly string[] {
  const held = new Map<string, number>();
  for (const { periods } of holding(walk))
    for (const { batches } of periods)
      for (const { lotId, quantity } of batches) held.set(lotId, (held.get(lotId) ?? 0) + quantity);
  const lots = walk.lots.memory
    .all('lots')
    .map(({ id, poolId, counts }) => [id, poolId, counts.assigned] as const);
  const known = new Set(lots.map(([id]) => id));
  return [
    ...lots.flatMap(([id, poolId, assigned]) =>
      assigned === (held.get(id) ?? 0)
        ? []
        : [`invariant 2: ${assigned} of lot ${id} in ${poolId} assigned, ${held.get(id) ?? 0} held`],
    ),
    ...[...held.keys()].flatMap((id) => (known.has(id) ? [] : [`invariant 2: there is no lot ${id}`])),
  ];
}

/** Invariant 12: a contract is its customer's partner's, and its licences are of that partner's pools of its SKU and terms. */
function subtreeFaults(walk: JointWalk): readonly string[] {
  const lots = new Map(walk.lots.memory.all('lots').map(({ id, poolId }) => [id, poolId]));
  return holding(walk).flatMap(({ id, customerId, partnerId, periods }) => {
    const { parentId } = walk.companies.company(customerId);
    const isMoving =
      walk.ports.clients.find(customerId)?.inFlight.length !== 0 || walk.lockAnswers.length > 0;
    if (isMoving) return [];
    const foreign = periods.flatMap(({ sku, batches }) =>
      batches.filter(({ lotId, term }) => lots.get(lotId) !== `${partnerId}:${sku}:${term}`),
    );
    return [
      ...(partnerId === parentId
        ? []
        : [`invariant 12: ${id} is ${partnerId}’s, its customer ${parentId ?? ''}’s`]),
      ...foreign.map(
        ({ lotId }) => `invariant 12: ${id} of ${partnerId} holds lot ${lotId} of ${lots.get(lotId) ?? ''}`,
      ),
    ];
  });
}

/** CT-5, invariant 5: one product of a family, in one protection model, at every moment that lies ahead. */
function twoProducts(walk: JointWalk): readonly string[] {
  const ahead = holding(walk)
    .filter(({ kind }) => kind === 'product')
    .flatMap(({ customerId, familyId, periods }) =>
      periods.map(({ sku, start, end }) => ({ of: `${customerId} ${familyId}`, sku, start, end })),
    )
    .filter(({ end }) => end > walk.now.slice(0, 10));
  return ahead.flatMap((one, n) =>
    ahead
      .slice(n + 1)
      .filter(
        ({ of, sku, start, end }) => of === one.of && sku !== one.sku && start < one.end && one.start < end,
      )
      .map(({ of, sku }) => `CT-5: ${of} has ${one.sku} and ${sku} at once`),
  );
}
