import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { type Instant, termClassOf } from '@reservoir/kernel';
import { licencesIn } from '../domain/batch.js';
import { type Contract, isHeld, isLive, lastPeriod, periodEnd } from '../domain/contract.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { licencesOf } from '../domain/family-part.js';
import { isSuspended } from '../domain/service.js';
import { type Timeline, quantityAt, since, total, without } from '../domain/timeline.js';
import type { Walk } from './walk.js';

/** Invariants 4, 5, 6, 9 and 11 of docs/domain.md §7, and that an assignment is whole or nothing (CT-4). */
export function expectInvariants(walk: Walk): void {
  expect(invariantFaults(walk)).toEqual([]);
}

/** The same: each that does not hold. */
export function invariantFaults(walk: Walk): readonly string[] {
  const contracts = walk.ports.contracts.all();
  return [
    ...contracts.flatMap(batchFaults),
    ...claimFaults(walk, contracts),
    ...timelineFaults(walk, contracts),
    ...moduleFaults(walk, contracts),
    ...assignmentFaults(walk, contracts),
    ...eventFaults(walk),
  ];
}

const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);

/** Invariant 4, and CT-4: what was cancelled was never active. */
function batchFaults({ id, state, mode, periods, activatedAt }: Contract): readonly string[] {
  const drawn = periods.map(({ batches, quantity }) => [licencesIn(batches), quantity]);
  const isLiveNow = state === 'active' || state === 'scheduled';
  return [
    ...unless(
      mode === 'trial' || !isLiveNow || drawn.every(([batches, quantity]) => batches === quantity),
      `invariant 4: ${id} has drawn ${drawn.join()}`,
    ),
    ...unless(
      !['draft', 'reserved', 'scheduled'].includes(state) || activatedAt === null,
      `CT-4: ${id} is ${state}, active ${activatedAt}`,
    ),
    ...unless(state !== 'active' || activatedAt !== null, `CT-4: ${id} is active, and never became so`),
  ];
}

/** Invariant 5: listed ⇔ being assigned or live; and CT-19. */
function claimFaults({ ports, now }: Walk, contracts: readonly Contract[]): readonly string[] {
  const clients = ports.clients.all();
  const claims = clients.flatMap((client) => client.claims.map((claim) => ({ ...claim, client: client.id })));
  const keys = claims.map(({ client, familyId, mode }) => `${client} ${familyId} ${mode}`);
  const drafts = new Set(contracts.filter((one) => isHeld(one) && !isLive(one)).map(({ id }) => id));
  // What is on its way may be of another product: the claim goes over to it when it is there (CT-12).
  const named = (product: string, id: string) => (drafts.has(id) ? id : `${product} ${id}`);
  const listed = new Set(
    claims.flatMap(({ product, contracts }) => contracts.map(({ id }) => named(product, id))),
  );
  const held = contracts.filter(isHeld);
  // A claim forgets what has ended (CT-8) when it is looked at next.
  const live = held.filter((one) => !isLive(one) || now < periodEnd(lastPeriod(one)));
  const nameOf = ({ product, id }: Contract) => named(product, id);
  const heldNames = new Set(held.map(nameOf));
  const inFlight = clients.flatMap(({ lock, inFlight: flights }) =>
    flights.map(({ operationId }) => operationId).filter((id) => id !== lock?.transferId),
  );
  const open = ports.assignments.all().filter(({ state }) => state === 'open' || state === 'recovering');
  return [
    ...unless(new Set(keys).size === keys.length, `invariant 5: two claims in ${keys.join()}`),
    ...[...listed].flatMap((name) =>
      unless(heldNames.has(name), `invariant 5: ${name} is listed, but not held`),
    ),
    ...live.flatMap((one) => unless(listed.has(nameOf(one)), `invariant 5: ${nameOf(one)} is not listed`)),
    ...unless(
      same(
        inFlight,
        open.map(({ id }) => id),
      ),
      `CT-19: in flight ${inFlight.join()}`,
    ),
  ];
}

const same = (some: readonly string[], others: readonly string[]): boolean =>
  isDeepStrictEqual([...some].sort(), [...others].sort());

/**
 * What is entitled to from now on, by customer and SKU, computed anew from all live contracts: commercial ones of services
 * that are not suspended, and trials while there is no commercial one, suspended or not. Nothing while the client is suspended.
 */
export function recomputed(
  { ports, now }: Walk,
  contracts: readonly Contract[],
): ReadonlyMap<string, Timeline> {
  const isFree = ({ customerId }: Contract) => ports.clients.find(customerId)?.suspension?.to !== null; // CO-6
  const spans = contracts.filter(isFree).flatMap((contract) =>
    licencesOf(contract).map((span) => ({
      ...span,
      id: entitlementIdOf(contract.customerId, span.sku),
      mode: contract.mode,
      counts: !isSuspended(ports.services.find(contract.serviceId)),
    })),
  );
  const timelines = [...new Set(spans.map(({ id }) => id))].map((one) => {
    const own = spans.filter(({ id }) => id === one);
    const held = own.filter(({ mode }) => mode === 'commercial');
    const tried = own.filter(({ mode, counts }) => mode === 'trial' && counts);
    const timeline = total([...held.filter(({ counts }) => counts), ...without(total(tried), total(held))]);
    return [one, since(timeline, now)] as const;
  });
  return new Map(timelines.filter(([, timeline]) => timeline.length > 0));
}

/** Invariant 9. */
function timelineFaults(walk: Walk, contracts: readonly Contract[]): readonly string[] {
  const stored = walk.ports.entitlements
    .all()
    .map(({ id, timeline }) => [id, since(timeline, walk.now)] as const)
    .filter(([, timeline]) => timeline.length > 0);
  return unless(
    isDeepStrictEqual(new Map(stored), recomputed(walk, contracts)),
    'invariant 9: timelines differ',
  );
}

/** Invariant 6, from now on. */
function moduleFaults({ now }: Walk, contracts: readonly Contract[]): readonly string[] {
  const live = contracts.filter(isLive);
  return live
    .filter(({ kind }) => kind === 'module')
    .flatMap((module) => {
      const { sku, term } = module.periods[0];
      const service = live.filter(
        (one) =>
          one.serviceId === module.serviceId &&
          one.mode === module.mode &&
          termClassOf(one.periods[0].term) === termClassOf(term),
      );
      const product = timelineOf(service.filter(({ kind }) => kind === 'product'));
      const own = since(timelineOf(service.filter(({ periods }) => periods[0].sku === sku)), now);
      const beyond = own.filter(({ from, to, quantity }) =>
        [from, ...product.flatMap((span) => [span.from, span.to])].some(
          (at) => from <= at && at < to && quantity > quantityAt(product, at),
        ),
      );
      return unless(beyond.length === 0, `invariant 6: ${module.id} exceeds its product`);
    });
}

const timelineOf = (contracts: readonly Contract[]): Timeline => total(contracts.flatMap(licencesOf));

/** CT-4: what an operation makes is whole or nothing, and every operation has one answer. */
function assignmentFaults({ ports, completions }: Walk, contracts: readonly Contract[]): readonly string[] {
  const isRight = {
    open: ['draft', 'reserved'],
    cancelled: ['cancelled'],
    recovering: ['scheduled', 'active'],
    activated: ['scheduled', 'active', 'expired', 'cancelled', 'superseded'],
  };
  return ports.assignments.all().flatMap(({ id, draftIds, state, isAwaited }) => {
    const made = contracts.filter((contract) => draftIds.includes(contract.id));
    const answers = completions.filter(({ operationId }) => operationId === id).length;
    const expected = isAwaited && (state === 'activated' || state === 'cancelled') ? 1 : 0;
    return [
      ...unless(made.length === draftIds.length, `${id} has ${made.length} contracts`),
      ...unless(
        made.every((contract) => isRight[state].includes(contract.state)),
        `${id} is ${state}: ${made.map((contract) => contract.state).join()}`,
      ),
      ...unless(answers === expected, `${id} is ${state} and was answered ${answers} times`),
    ];
  });
}

/** Invariant 11: the last event of a thing carries its whole state. */
function eventFaults({ events, ports }: Walk): readonly string[] {
  const last = (kind: string) => {
    const told = events.flatMap((event) =>
      kind in event ? [event[kind as never] as { readonly id: string }] : [],
    );
    return new Map(told.map((one) => [one.id, one]));
  };
  const differ = (kind: string, kept: readonly { readonly id: string }[]) =>
    unless(
      isDeepStrictEqual(last(kind), new Map(kept.map((one) => [one.id, one]))),
      `invariant 11: the last events of each ${kind} tell something else`,
    );
  return [
    ...differ('contract', ports.contracts.all()),
    ...differ('service', ports.services.all()),
    ...differ('entitlement', ports.entitlements.all()),
  ];
}

/** When nothing is on the way: what pools have assigned is what live contracts have (invariants 2 and 3). */
export function expectPoolsAgree(walk: Walk, skus: readonly string[]): void {
  const live = walk.ports.contracts.all().filter((one) => isLive(one) && one.mode === 'commercial');
  for (const sku of skus) {
    const periods = live.flatMap(({ periods }) => periods).filter((period) => period.sku === sku);
    const { assigned, reserved, available, retired, bought } = walk.pools.stockOf(sku);
    expect({ sku, assigned, reserved }).toEqual({
      sku,
      assigned: periods.reduce((sum, { batches }) => sum + licencesIn(batches), 0),
      reserved: 0,
    });
    expect(available + assigned + retired).toBe(bought);
  }
}

/** Licences that a client is entitled to at an instant. */
export const entitledAt = (walk: Walk, customerId: string, sku: string, at: Instant): number =>
  quantityAt(walk.ports.entitlements.find(entitlementIdOf(customerId, sku))?.timeline ?? [], at);
