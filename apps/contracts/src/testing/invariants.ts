import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { type Contract, periodEnd } from '../domain/contract.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { type Timeline, plus, quantityAt, spansOf } from '../domain/timeline.js';
import type { Walk } from './walk.js';

/** Invariants 4, 5, 6, 9 and 11 of docs/domain.md §7, and that an assignment is whole or nothing (CT-4). */
export function expectInvariants(walk: Walk): void {
  const contracts = walk.ports.contracts.all();
  expect([
    ...contracts.flatMap(batchFaults),
    ...claimFaults(walk, contracts),
    ...timelineFaults(walk, contracts),
    ...moduleFaults(contracts),
    ...assignmentFaults(walk, contracts),
    ...eventFaults(walk),
  ]).toEqual([]);
}

const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);

/** Invariant 4, and CT-4: what was cancelled was never active. */
function batchFaults({ id, state, periods: [period], activatedAt }: Contract): readonly string[] {
  const drawn = period.batches.reduce((sum, batch) => sum + batch.quantity, 0);
  return [
    ...unless(drawn === (state === 'active' ? period.quantity : 0), `invariant 4: ${id} has drawn ${drawn}`),
    ...unless(
      (activatedAt !== null) === (state === 'active'),
      `CT-4: ${id} is ${state}, active ${activatedAt}`,
    ),
  ];
}

/** Invariant 5: listed ⇔ being assigned or live; and CT-19. */
function claimFaults({ ports, now }: Walk, contracts: readonly Contract[]): readonly string[] {
  const clients = ports.clients.all();
  const claims = clients.flatMap((client) => client.claims.map((claim) => ({ ...claim, client: client.id })));
  const keys = claims.map(({ client, familyId, mode }) => `${client} ${familyId} ${mode}`);
  const listed = new Set(
    claims.flatMap(({ product, contracts }) => contracts.map(({ id }) => `${product} ${id}`)),
  );
  const held = contracts.filter(({ state }) => ['draft', 'reserved', 'active'].includes(state));
  // A claim forgets what has ended (CT-8) when it is looked at next.
  const live = held.filter(({ state, periods: [period] }) => state !== 'active' || now < periodEnd(period));
  const nameOf = ({ product, id }: Contract) => `${product} ${id}`;
  const heldNames = new Set(held.map(nameOf));
  const inFlight = clients.flatMap((client) => client.inFlight.map(({ operationId }) => operationId));
  const open = ports.assignments.all().filter(({ state }) => state === 'open');
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

/** The timelines of all SKUs, computed anew from all contracts. */
function recomputed(contracts: readonly Contract[]): ReadonlyMap<string, Timeline> {
  const timelines = new Map<string, Timeline>();
  for (const contract of contracts) {
    const id = entitlementIdOf(contract.customerId, contract.periods[0].sku);
    const timeline = spansOf(contract).reduce(plus, timelines.get(id) ?? []);
    if (timeline.length > 0) timelines.set(id, timeline);
  }
  return timelines;
}

/** Invariant 9. */
function timelineFaults({ ports }: Walk, contracts: readonly Contract[]): readonly string[] {
  const stored = new Map(ports.entitlements.all().map(({ id, timeline }) => [id, timeline]));
  return unless(isDeepStrictEqual(stored, recomputed(contracts)), 'invariant 9: timelines differ');
}

/** Invariant 6. */
function moduleFaults(contracts: readonly Contract[]): readonly string[] {
  const active = contracts.filter(({ state }) => state === 'active');
  return active
    .filter(({ kind }) => kind === 'module')
    .flatMap((module) => {
      const sku = module.periods[0].sku;
      const service = active.filter(({ serviceId }) => serviceId === module.serviceId);
      const product = timelineOf(service.filter(({ kind }) => kind === 'product'));
      const own = timelineOf(service.filter(({ periods }) => periods[0].sku === sku));
      const beyond = own.filter(({ from, quantity }) => quantity > quantityAt(product, from));
      return unless(beyond.length === 0, `invariant 6: ${module.id} exceeds its product`);
    });
}

const timelineOf = (contracts: readonly Contract[]): Timeline =>
  contracts.flatMap(spansOf).reduce<Timeline>(plus, []);

function assignmentFaults({ ports, completions }: Walk, contracts: readonly Contract[]): readonly string[] {
  const stateOf = { activated: ['active'], cancelled: ['cancelled'], open: ['draft', 'reserved'] };
  return ports.assignments.all().flatMap(({ id, lines, state }) => {
    const own = contracts.filter(({ assignmentId }) => assignmentId === id);
    const states = [...new Set(own.map((contract) => contract.state))];
    const answers = completions.filter(({ operationId }) => operationId === id).length;
    return [
      ...unless(own.length === lines.length, `${id} has ${own.length} contracts`),
      ...unless(
        states.length === 1 && stateOf[state].includes(states[0]!),
        `${id} is ${state}: ${states.join()}`,
      ),
      ...unless(
        answers === (state === 'open' ? 0 : 1),
        `${id} is ${state} and was answered ${answers} times`,
      ),
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

/** When nothing is on the way: what pools have assigned is what active contracts have (invariants 2 and 3). */
export function expectPoolsAgree(walk: Walk, skus: readonly string[]): void {
  const active = walk.ports.contracts.all().filter(({ state }) => state === 'active');
  for (const sku of skus) {
    const periods = active.map(({ periods: [period] }) => period).filter((period) => period.sku === sku);
    const { assigned, reserved, available, bought } = walk.pools.stockOf(sku);
    expect({ sku, assigned, reserved }).toEqual({
      sku,
      assigned: periods.reduce((sum, period) => sum + period.quantity, 0),
      reserved: 0,
    });
    expect(available + assigned).toBe(bought);
  }
}

/** Licences that a client is entitled to at an instant. */
export const entitledAt = (walk: Walk, customerId: string, sku: string, at: Instant): number =>
  quantityAt(walk.ports.entitlements.find(entitlementIdOf(customerId, sku))?.timeline ?? [], at);
