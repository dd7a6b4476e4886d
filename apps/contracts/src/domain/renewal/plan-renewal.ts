import { type Refusal, type Result, type Term, err, ok, termClassOf } from '@reservoir/kernel';
import { type Contract, isLive, lastPeriod } from '../contract.js';
import { contractIsOver } from '../contracts.rejections.js';
import type { AlignEnd } from '../periods/aligned-end.js';
import { namedOf } from '../plan-cancel.js';
import { type Plan, planOf } from '../plan.js';
import type { Situation } from '../situation.js';
import { bySku, daysToEnd, isRenewable, renewableWith, termsOf } from './renewable.js';
import { type Renewed, renewed } from './renewed.js';

/** What is asked of a renewal. */
export interface RenewalRequest {
  /** For all that is renewed; a group must name it, a single contract has its own. */
  readonly term?: Term | undefined;
  readonly alignEnd?: AlignEnd | undefined;
}

/**
 * Renews the service of a contract with its modules, the whole term class that is near its end (CT-6). Of a module, the
 * module alone, at most to the end of its product.
 */
export function planRenewal(situation: Situation, request: RenewalRequest): Result<Plan, Refusal> {
  const contract = namedOf(situation);
  const refusal = whyNot(contract, situation, request);
  if (refusal) return err(refusal);
  return contract.kind === 'module'
    ? planModule(situation, contract, request)
    : planProduct(situation, contract, request);
}

function planProduct(
  situation: Situation,
  contract: Contract,
  request: RenewalRequest,
): Result<Plan, Refusal> {
  const { products, modules } = renewableWith(situation, contract);
  const [first, ...others] = products;
  if (!first) throw new Error(`contract ${contract.id} is renewable, and not among what is renewed`);
  if (mustNameTerm(products) && request.term === undefined) return err(groupNamesNoTerm(products));
  const term = request.term ?? first.periods[0].term;
  const product = renewed(situation, [first, ...others], { term, alignEnd: request.alignEnd });
  if (!product.ok) return product;
  const endMost = product.value.period.end;
  const rest = bySku(modules).map(([one, ...more]) =>
    one && lastPeriod(one).end < endMost ? renewed(situation, [one, ...more], { term, endMost }) : undefined,
  );
  return collected(situation, product.value, rest);
}

/** A module that was added later is renewed up to its product's last end (CT-6). */
function planModule(
  situation: Situation,
  contract: Contract,
  request: RenewalRequest,
): Result<Plan, Refusal> {
  const sku = contract.periods[0].sku;
  const same = renewableWith(situation, contract).modules.filter(({ periods: [one] }) => one.sku === sku);
  const [first = contract, ...others] = same;
  if (mustNameTerm(same) && request.term === undefined) return err(groupNamesNoTerm(same));
  const term = request.term ?? contract.periods[0].term;
  const ends = situation.contracts
    .filter((one) => one.serviceId === contract.serviceId && one.mode === contract.mode && isLive(one))
    .filter(({ kind, periods: [one] }) => kind === 'product' && termClassOf(one.term) === termClassOf(term))
    .map((one) => lastPeriod(one).end)
    .sort();
  const endMost = ends.at(-1) ?? lastPeriod(contract).end;
  if (endMost <= lastPeriod(contract).end) return err(productEndsFirst(contract, endMost));
  const module = renewed(situation, [first, ...others], { ...request, term, endMost });
  return module.ok ? collected(situation, module.value, []) : module;
}

/** One plan of everything that is renewed. */
export function collected(
  situation: Situation,
  first: Renewed,
  others: readonly (Result<Renewed, Refusal> | undefined)[],
): Result<Plan, Refusal> {
  const all = [first];
  for (const one of others) {
    if (one && !one.ok) return one;
    if (one) all.push(one.value);
  }
  return ok(
    planOf(situation, {
      resourceId: first.contractId,
      drafts: all.flatMap(({ drafts }) => drafts),
      patches: all.flatMap(({ patches }) => patches),
      draws: all.map(({ draw }) => draw),
    }),
  );
}

function whyNot(contract: Contract, { today }: Situation, { term }: RenewalRequest): Refusal | undefined {
  const { id, state, mode, next, periods } = contract;
  const no = (code: string, detail: string, more: object = {}): Refusal => ({
    code,
    rule: 'CT-6',
    detail,
    errors: [{ contractId: id, ...more }],
  });
  if (!isLive(contract)) return contractIsOver(contract, 'CT-6');
  if (mode === 'trial')
    return no('trial-not-renewable', `contract ${id} is a trial: it can be extended or converted`);
  if (state === 'scheduled') return no('not-active-yet', `contract ${id} starts on ${periods[0].start}`);
  if (next === 'renewal') return no('already-renewed', `contract ${id} has a future period already`);
  if (next !== null)
    return no('change-scheduled', `a change of contract ${id} is scheduled (CT-16)`, { next });
  if (!isRenewable(contract, today)) {
    const days = daysToEnd(contract, today);
    return no('too-early', `contract ${id} has ${days} days left: it is renewed with less than 365`, {
      daysLeft: days,
    });
  }
  const other = term !== undefined && termClassOf(term) !== termClassOf(periods[0].term);
  return other
    ? no('other-term-class', `contract ${id} of ${periods[0].term} cannot be renewed for ${term}`)
    : undefined;
}

/** CT-6: a group names its term: several contracts, or one that grouped licences of several terms. */
const mustNameTerm = (contracts: readonly Contract[]): boolean =>
  contracts.length > 1 || termsOf(contracts).size > 1;

const groupNamesNoTerm = (contracts: readonly Contract[]): Refusal => ({
  code: 'missing-choice',
  rule: 'CT-6',
  detail: `what is renewed as one is of ${contracts.length} contracts, or of several terms: name the term`,
  errors: [
    {
      choice: 'term',
      choices: termClassOf(contracts[0]?.periods[0].term ?? 'Y1') === 'monthly' ? ['M1'] : ['Y1', 'Y2', 'Y3'],
      contracts: contracts.map(({ id }) => id).slice(0, 100),
    },
  ],
});

const productEndsFirst = ({ id }: Contract, end: string): Refusal => ({
  code: 'product-ends-first',
  rule: 'CT-6',
  detail: `module ${id} already lasts as long as its product, to ${end}: renew the product`,
  errors: [{ contractId: id, end }],
});
