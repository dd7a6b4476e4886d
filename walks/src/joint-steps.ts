import { operator, userOf } from '@reservoir/companies/testing/companies.fixtures';
import { type FamilyStep, beginStep, familySteps, numbers } from '@reservoir/contracts/testing/family-steps';
import { type Numbers, one, productSkus } from '@reservoir/contracts/testing/family-requests';
import { plusMs } from '@reservoir/kernel';
import * as fc from 'fast-check';
import { type JointWalk, customers, distributors, partners } from './joint-walk.js';

/** What may happen beside the commands on contracts. */
const weights = {
  ...{ order: 4, again: 1, mint: 1, promote: 1, refund: 1, takeBack: 2, takeAway: 1 },
  ...{ mark: 1, lift: 2, move: 2, rehome: 1, foreign: 1, deliver: 2, wait: 2, settings: 1 },
  ...{ repeat: 1, retire: 1 },
} as const;

type OtherName = keyof typeof weights;

interface OtherStep extends Numbers {
  readonly what: OtherName;
  readonly cascade: boolean;
}

/** How much arrives after a step: everything, or so many messages, one of any lane after the other. */
interface Arriving {
  readonly arrives: 'all' | number;
  /** Which message comes next. */
  readonly lane: number;
}

export type JointStep = (FamilyStep | OtherStep) & Arriving;

const otherSteps: fc.Arbitrary<OtherStep> = fc.record({
  what: fc.oneof(
    ...Object.entries(weights).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as OtherName),
    })),
  ),
  ...numbers,
  cascade: fc.boolean(),
});

/** Any step: five of seven are commands on contracts, or time. */
export const jointSteps: fc.Arbitrary<JointStep> = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: familySteps }, { weight: 2, arbitrary: otherSteps }),
    fc.oneof({ weight: 5, arbitrary: fc.constant('all' as const) }, { weight: 1, arbitrary: fc.nat(4) }),
    fc.nat(97),
  )
  .map(([step, arrives, lane]) => ({ ...step, arrives, lane }));

const isOther = (step: FamilyStep | OtherStep): step is OtherStep => step.what in weights;

/** Does a step; whatever is refused is refused. */
export function doJointStep(walk: JointWalk, step: JointStep): void {
  if (isOther(step)) {
    const end = others[step.what](walk, step);
    if (end !== undefined) walk.ends.push([step.what, end]);
  } else beginStep(walk, step, customers);
  if (step.arrives === 'all') walk.settle(step.lane % 4 > 0);
  else deliver(walk, step.arrives, step.lane);
}

/** So many messages arrive, or are taken by their pools. */
function deliver(walk: JointWalk, messages: number, lane: number): void {
  for (let n = 0; n < messages; n += 1) {
    const lanes = walk.skusOnTheWay();
    if (lanes.length === 0) return;
    const next = one(lanes, lane + n);
    if ((lane >> n) % 2 === 0) walk.pool(next);
    else walk.answer(next);
  }
}

const done = (end: string): string => (end === 'accepted' ? 'ok' : end);

type Other = (walk: JointWalk, step: OtherStep) => string | undefined;

const others: Readonly<Record<OtherName, Other>> = {
  order: (walk, { a, c }) => done(walk.order(poolWanted(walk, a), 1 + (c % 40))),
  again: (walk, { a, b }) => {
    const before = walk.stock.orders;
    if (before.length === 0) return undefined;
    const order = one(before, a);
    return walk.stock.credit(b % 2 === 0 ? order : { ...order, quantity: order.quantity + 1 }, walk.now);
  },
  mint: (walk, { a, c }) =>
    walk.stock.mint(
      poolWanted(walk, a),
      distributorOf(walk, poolWanted(walk, a).partnerId),
      1 + (c % 20),
      walk.now,
    ),
  promote: (walk, { a, b, c }) =>
    walk.stock.promote(poolWanted(walk, a), 1 + (c % 20), one([1, 7, 30, 90], b), walk.now),
  refund: (walk, step) => ofLot(walk, step, 'orderId', (lot, n) => walk.stock.refund(lot, n, walk.now)),
  takeBack: (walk, step) =>
    ofLot(walk, step, 'exchangeId', (lot, n) => walk.stock.takeBack(lot, n, walk.now)),
  takeAway: (walk, { a, c }) => walk.takeAway(poolWanted(walk, a), 1 + (c % 5)),
  mark,
  lift,
  move,
  rehome,
  foreign,
  settings,
  repeat: (walk, { a }) => {
    const { taken } = walk;
    if (taken.length === 0) return undefined;
    walk.take(one(taken, a));
    return 'ok';
  },
  retire: (walk, { a, d }) => {
    if (d % 3 > 0) return undefined;
    walk.retires(one(['endpoint-security', 'edr-standalone', 'email-security'], a));
    return 'ok';
  },
  deliver: (walk, { a, b }) => {
    deliver(walk, 1 + (a % 6), b);
    return undefined;
  },
  wait: (walk, { a }) => {
    walk.at(plusMs(walk.now, one([1, 14, 16, 16, 600], a) * 60_000));
    return undefined;
  },
};

/** The pool that was short last, or one that was asked before. */
function poolWanted({ asked, completions }: JointWalk, n: number) {
  const short = completions.findLast(({ refusal }) => refusal?.code === 'pool-short')?.refusal?.errors?.[0];
  const known = asked.find(({ sku }) => n % 2 === 0 && sku === short?.['sku']);
  return known ?? asked[n % Math.max(1, asked.length)] ?? first;
}

const first = { partnerId: partners[0], sku: productSkus[0] ?? '', term: 'Y1' as const };

const distributorOf = (walk: JointWalk, partnerId: string): string =>
  walk.companies.company(partnerId).distributorId;

type Lot = Parameters<JointWalk['stock']['refund']>[0];

/** Some of what a lot has, now and then more. */
function ofLot(
  walk: JointWalk,
  { a, b }: Numbers,
  source: 'orderId' | 'exchangeId',
  doing: (lot: Lot, quantity: number) => string,
): string | undefined {
  const lots = walk.lots.memory.all('lots').filter((lot) => lot.source[source] && lot.counts.available > 0);
  if (lots.length === 0) return undefined;
  const lot = one(lots, a);
  return doing(lot, b % 8 === 0 ? lot.counts.available + 1 : 1 + (b % lot.counts.available));
}

const endOf = (outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
  outcome.ok ? 'ok' : (outcome.error?.code ?? '');

/** CO-6: a company above, or the operator, marks a customer or a partner. */
function mark(walk: JointWalk, { a, b, d, cascade }: OtherStep): string {
  const company = walk.companies.company(one([...customers, ...partners], a));
  const actor = b % 3 === 0 ? operator : userOf(company.parentId ?? '');
  const outcome = walk.companies.suspend(company.id, actor, cascade);
  walk.tellFacts(d % 4 > 0);
  return endOf(outcome);
}

/** CO-6: whoever set a mark lifts it. */
function lift(walk: JointWalk, { a, d }: OtherStep): string | undefined {
  const marked = walk.companies.all().flatMap(({ id, marks }) => marks.map(({ by }) => ({ id, by })));
  if (marked.length === 0) return undefined;
  const { id, by } = one(marked, a);
  const outcome = walk.companies.reactivate(id, by === null ? operator : userOf(by));
  walk.tellFacts(d % 4 > 0);
  return endOf(outcome);
}

/** CO-5: a customer moves to another partner; contracts is asked to lock it. */
function move(walk: JointWalk, { a, b }: OtherStep): string | undefined {
  const { companies } = walk;
  const [customerId, toId] = [one(customers, a), one(partners, b)];
  const asked = companies.ask(customerId, toId);
  if (!asked.outcome.ok) return asked.outcome.error.code;
  const accepted = companies.accept(asked.id, customerId, toId);
  if (!accepted.ok) {
    companies.withdraw(asked.id, customerId);
    return accepted.error.code;
  }
  for (const event of accepted.value.events)
    if (event.type === 'client-lock-wanted') {
      const { request, companyVersion } = event;
      walk.lock({ transferId: asked.id, customerId, partnerId: request.fromId, toId, companyVersion });
    }
  return undefined; // how it ends is said when contracts has answered
}

/** CO-4: a partner changes its distributor. */
function rehome(walk: JointWalk, { a, b, d }: OtherStep): string {
  const [partnerId, toId] = [one(partners, a), one(distributors, b)];
  const { id, outcome } = walk.companies.ask(partnerId, toId);
  if (!outcome.ok) return outcome.error.code;
  const accepted = walk.companies.accept(id, partnerId, toId);
  if (!accepted.ok) walk.companies.withdraw(id, partnerId);
  walk.tellFacts(d % 4 > 0);
  return endOf(accepted);
}

/** CO-8: another partner's user asks for what is not there for it. */
function foreign(walk: JointWalk, { a, b }: OtherStep): string | undefined {
  const contracts = walk.ports.contracts.all();
  if (contracts.length === 0) return undefined;
  const contract = one(contracts, a);
  const owner = walk.ports.companies.find(contract.customerId)?.parentId;
  const partnerId = one(
    partners.filter((id) => id !== owner),
    b,
  );
  const operationId = walk.begins('cancelContract', { ...contract, partnerId });
  const refusal = walk.completionOf(operationId)?.refusal;
  if (refusal?.code !== 'unknown-customer')
    throw new Error(`invariant 12: ${partnerId} was answered ${refusal?.code ?? 'as if it were its own'}`);
  return 'ok';
}

/** CT-7: the partner switches auto-renewal. */
function settings(walk: JointWalk, { a, b, c }: OtherStep): string | undefined {
  const services = walk.ports.services.all();
  if (services.length === 0) return undefined;
  const service = one(services, a);
  const term = one([null, 'Y1', 'Y2'] as const, c);
  return walk.sets(service, { autoRenew: { on: b % 3 > 0, term } }) ?? 'ok';
}
