import { type Term, type UtcDay, daysBetween, endOfTerm, plusDays, termClassOf } from '@reservoir/kernel';
import type { AssignmentRequest } from '../domain/assign-licenses.js';
import { type Contract, lastPeriod } from '../domain/contract.js';
import type { AlignEnd } from '../domain/periods/aligned-end.js';
import { type Scene, groupable } from './suited.js';

/** Numbers that choose among what there is. */
export interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export const one = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** Of five choices mostly the first. */
const seldom = (n: number): boolean => n % 5 === 0;

const annual: readonly Term[] = ['Y1', 'Y1', 'Y2', 'Y3'];

/** A term of the contract's class, and now and then of the other one. */
export function termLike({ periods: [{ term }] }: Contract, { b, d }: Numbers): Term {
  const isMonthly = (termClassOf(term) === 'monthly') !== (d % 11 === 0);
  return isMonthly ? 'M1' : one(annual, b);
}

/** An end to align a period to: of a month in it, or of another contract of the family that ends in it (CT-15). */
export function endWithin(
  { live }: Scene,
  { familyId, start, term }: { readonly familyId: string; readonly start: UtcDay; readonly term: Term },
  { a, b, c }: Numbers,
): AlignEnd | undefined {
  if (c % 4 > 0) return undefined;
  const natural = endOfTerm(start, term);
  const ends = live.filter((other) => {
    const { end } = lastPeriod(other);
    return other.familyId === familyId && start < end && end <= natural;
  });
  if (b % 2 === 0 && ends.length > 0) return { contractId: one(ends, a).id };
  const months = Math.max(1, Math.floor(daysBetween(start, natural) / 31));
  return { monthEnd: plusDays(start, 31 * (a % months)).slice(0, 7) };
}

/** What goes with each protection model (CA-4), and with the other products. */
const modulesOf: Readonly<Record<string, readonly string[]>> = {
  'endpoint-security:a-la-carte': [
    'encryption',
    'patch-management',
    'edr',
    'sve-scanning',
    'mdr-foundations',
  ],
  'endpoint-security:secure': ['encryption', 'patch-management', 'xdr', 'mdr-foundations'],
  'endpoint-security:secure-plus': ['encryption', 'patch-management', 'xdr'],
  'endpoint-security:secure-extra': ['encryption', 'patch-management'],
  'email-security': ['email-archive'],
};

/** Every product of the fixtures with each of its protection models. */
export const productSkus = [
  ...['a-la-carte', 'secure', 'secure-plus', 'secure-extra'].map((model) => `endpoint-security:${model}`),
  ...['edr-standalone', 'email-security'],
];

const choiceOf = (sku: string) => {
  const [product = sku, protectionModel = null] = sku.split(':');
  return { product, protectionModel };
};

const isEmail = (sku: string): boolean => sku === 'email-security';

/** A purchase: mostly of what the client has, with modules now and then; and a first one, where it has nothing of the family. */
export function purchase(scene: Scene, customerId: string, numbers: Numbers): Partial<AssignmentRequest> {
  const { a, b, c, d } = numbers;
  const own = scene.live.filter((contract) => contract.customerId === customerId);
  const there = own.filter(({ kind, mode }) => kind === 'product' && mode === 'commercial');
  const asked = one(productSkus, a);
  const held = there.find(({ periods: [{ sku }] }) => isEmail(sku) === isEmail(asked))?.periods[0].sku;
  const sku = held === undefined || a % 13 === 0 ? asked : held;
  const settings = { managementModel: 'client' as const, autoRenew: autoRenewOf(numbers) };
  const term = one([...annual, 'M1'] as const, b);
  const start = d % 9 === 0 ? plusDays(scene.today, 1 + (a % 40)) : undefined;
  const familyId = isEmail(sku) ? 'email' : 'endpoint';
  return {
    ...{ customerId, ...choiceOf(sku), mode: 'commercial', term, start, quantity: 1 + (c % 40) },
    ...(sku === held ? { managementModel: undefined, autoRenew: undefined } : settings),
    ...modulesChosen(sku, b + d),
    alignEnd: endWithin(scene, { familyId, start: start ?? scene.today, term }, numbers),
  };
}

/** By itself for the own term, for a named one, or not at all (CT-7). */
const autoRenewOf = ({ b, c }: Numbers): AssignmentRequest['autoRenew'] => ({
  on: b % 4 > 0,
  term: one([undefined, 'Y1', 'Y2'] as const, c),
});

function modulesChosen(sku: string, n: number) {
  const modules =
    n % 2 === 0 ? [] : (modulesOf[sku] ?? []).filter((_, index) => (n >> (index + 1)) % 2 === 1);
  const isManaged = (module: string) => module === 'mdr-foundations';
  return {
    addOns: modules.filter((module) => !isManaged(module)),
    managedServices: modules.filter(isManaged),
  };
}

/** A trial of something that the client has not bought (CT-14). */
export function trial(scene: Scene, customerId: string, numbers: Numbers): Partial<AssignmentRequest> {
  const has = new Set(
    scene.live
      .filter((contract) => contract.customerId === customerId && contract.mode === 'commercial')
      .map(({ product }) => product),
  );
  const free = productSkus.filter((sku) => seldom(numbers.d) || !has.has(choiceOf(sku).product));
  const sku = one(free.length > 0 ? free : productSkus, numbers.a);
  const settings = { managementModel: 'client' as const, autoRenew: autoRenewOf(numbers) };
  const licences = { mode: 'trial' as const, term: 'M1' as const, quantity: 1 + (numbers.c % 40) };
  return { customerId, ...choiceOf(sku), ...settings, ...licences, ...modulesChosen(sku, numbers.b) };
}

/** A module alone, for some or all seats of a product (EN-6). */
export function addition(scene: Scene, contract: Contract, numbers: Numbers) {
  const { familyId, periods } = contract;
  const [{ sku, quantity, end }] = periods;
  const { a, b, c, d } = numbers;
  const modules = modulesOf[sku] ?? ['encryption'];
  const start = d % 5 === 0 ? plusDays(scene.today, c % 40) : undefined;
  const term = termLike(contract, numbers);
  const asked = { familyId, start: start ?? scene.today, term };
  const alignEnd =
    endOfTerm(asked.start, term) > end ? { contractId: contract.id } : endWithin(scene, asked, numbers);
  return [one(modules, a + b), { term, quantity: 1 + (c % quantity), start, alignEnd }] as const;
}

export const more = (scene: Scene, contract: Contract, numbers: Numbers): object => {
  const { familyId, next } = contract;
  const term = termLike(contract, numbers);
  const coTerm = numbers.c % 2 === 1 && next === null;
  const alignEnd = coTerm ? undefined : endWithin(scene, { familyId, start: scene.today, term }, numbers);
  return { seats: { add: 1 + (numbers.a % 9), term, coTerm, ...(alignEnd && { alignEnd }) } };
};

/** Some of the licences, now and then all of them. */
export const fewer = (_: Scene, { periods: [{ quantity }] }: Contract, { a, b }: Numbers): object => ({
  seats: { remove: a % 15 === 0 ? quantity : 1 + (b % Math.max(1, Math.min(9, quantity - 1))) },
});

export const group = (scene: Scene, contract: Contract, { a, b }: Numbers): object => {
  const alike = groupable(contract, scene);
  const from = a % Math.max(1, alike.length);
  const ids = [...alike.slice(from), ...alike.slice(0, from)].map(({ id }) => id);
  return { contractIds: ids.slice(0, 2 + (b % 3)) };
};

/** Another SKU of the family. */
function another({ familyId, periods: [{ sku }] }: Contract, n: number) {
  const others = productSkus.filter((other) => other !== sku && isEmail(other) === (familyId === 'email'));
  return choiceOf(others.length > 0 ? one(others, n) : sku);
}

export const upgrade = (_: Scene, contract: Contract, numbers: Numbers): object => ({
  upgrade: {
    ...another(contract, numbers.c),
    mode: numbers.d % 2 === 0 || contract.next !== null ? 'recover' : 'carry-time',
    ...{ term: termLike(contract, numbers), quantity: 1 + (numbers.a % 30), managementModel: 'client' },
  },
});

export const conversion = (_: Scene, { periods: [{ sku }] }: Contract, { b, c, d }: Numbers): object => ({
  conversion: { term: one([...annual, 'M1'] as const, b), quantity: 1 + (c % 20), ...modulesChosen(sku, d) },
});

export const renewal = (scene: Scene, contract: Contract, numbers: Numbers): object => {
  const { familyId } = contract;
  const term = termLike(contract, numbers);
  return {
    renewal: {
      term,
      alignEnd: endWithin(scene, { familyId, start: lastPeriod(contract).end, term }, numbers),
    },
  };
};

export function schedule(_: Scene, contract: Contract, numbers: Numbers): object {
  const { a, b, c } = numbers;
  const licences = { quantity: 1 + (b % 20), term: termLike(contract, numbers) };
  if (c % 3 === 0) return { schedule: { change: 'cancel' } };
  return c % 3 === 1 || contract.kind === 'module'
    ? { schedule: { change: 'quantity', ...licences } }
    : { schedule: { change: 'product', ...another(contract, a), ...licences } };
}
