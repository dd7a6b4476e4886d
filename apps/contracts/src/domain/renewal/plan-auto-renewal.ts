import { type Refusal, type Result, type Term } from '@reservoir/kernel';
import { type Contract, lastPeriod } from '../contract.js';
import { type Notice, type Plan, planOf } from '../plan.js';
import { type Situation, productOf } from '../situation.js';
import { collected } from './plan-renewal.js';
import { bySku, renewableWith, termsOf } from './renewable.js';
import { type Renewed, renewed } from './renewed.js';
import { seatsThrough } from './seats-through.js';

/** What auto-renewal comes to when it looks at a contract. */
export type AutoRenewal =
  /** Not now: the client or the service is suspended. */
  | { readonly kind: 'waits' }
  /** Not until the setting changes: it is off, or names no term where one is needed. */
  | { readonly kind: 'rests'; readonly notice: Notice | null }
  /** It cannot be, and why; with what is to be done about it, if anything. */
  | { readonly kind: 'told'; readonly notice: Notice; readonly plan: Plan | null }
  | { readonly kind: 'renews'; readonly plan: Plan; readonly sources: readonly Contract[] };

/** CT-6, from 7 days before the end on, as the service's setting says (CT-7). */
export function planAutoRenewal(situation: Situation, contract: Contract): AutoRenewal {
  const service = situation.services.find(({ id }) => id === contract.serviceId);
  if (!service?.autoRenew.on || contract.next !== null) return { kind: 'rests', notice: null }; // CT-7
  if (situation.customer.suspended) return { kind: 'waits' }; // CO-6
  if (service.suspension?.to === null) return { kind: 'waits' }; // CT-13
  const { products, modules } = renewableWith(situation, contract);
  const [first, ...others] = products;
  if (!first) return { kind: 'waits' };
  if (productOf(situation, contract.product).retired)
    return retired(situation, contract, service.autoRenew.term);
  const term = termFor(products, service.autoRenew.term);
  if (term === null) return { kind: 'rests', notice: termIsMissing(contract, products) };
  const product = renewed(situation, [first, ...others], { term });
  if (!product.ok) return { kind: 'told', notice: noticeOf(contract, product.error), plan: null };
  return withModules(situation, contract, product.value, { term, products, modules });
}

/** Their own term; that of the setting, if their licences are of several (CT-7). */
function termFor(products: readonly Contract[], setting: Term | null): Term | null {
  const [own = setting, ...more] = termsOf(products);
  return more.length > 0 ? setting : own;
}

interface Taken {
  readonly term: Term;
  readonly products: readonly Contract[];
  readonly modules: readonly Contract[];
}

/** Product and modules, all or nothing; modules cut to the seats that stay (CT-7). */
function withModules(situation: Situation, contract: Contract, product: Renewed, taken: Taken): AutoRenewal {
  const notices: Notice[] = [];
  const rest = bySku(taken.modules).map((sources) => {
    const module = moduleRenewed(situation, product, taken, sources);
    if (module.notice) notices.push(module.notice);
    return module.renewed;
  });
  const plan = collected(situation, product, rest);
  if (!plan.ok) return { kind: 'told', notice: noticeOf(contract, plan.error), plan: null };
  return { kind: 'renews', plan: { ...plan.value, notices }, sources: taken.products };
}

interface ModuleRenewed {
  readonly renewed: Result<Renewed, Refusal> | undefined;
  readonly notice: Notice | undefined;
}

function moduleRenewed(
  situation: Situation,
  product: Renewed,
  { term, products }: Taken,
  [first, ...others]: readonly Contract[],
): ModuleRenewed {
  const endMost = product.period.end;
  if (!first || lastPeriod(first).end >= endMost) return { renewed: undefined, notice: undefined };
  const whole = renewed(situation, [first, ...others], { term, endMost });
  if (!whole.ok) return { renewed: whole, notice: undefined };
  const { quantity, sku } = whole.value.period;
  const seats = seatsThrough(situation, {
    product,
    products,
    module: whole.value,
    modules: [first, ...others],
  });
  if (seats >= quantity) return { renewed: whole, notice: undefined };
  if (seats <= 0) return { renewed: undefined, notice: cutTo(first, sku, quantity, 0) };
  return {
    renewed: renewed(situation, [first, ...others], { term, endMost, quantity: seats }),
    notice: cutTo(first, sku, quantity, seats),
  };
}

/** CA-8: what is retired is not renewed by itself; the setting is switched off. */
function retired(situation: Situation, contract: Contract, term: Term | null): AutoRenewal {
  const notice: Notice = {
    code: 'auto-renewal-off',
    rule: 'CA-8',
    detail: `${contract.product} is retired: its auto-renewal is switched off`,
    contractId: contract.id,
  };
  const services = [{ product: contract.product, settings: { autoRenew: { on: false, term } } }];
  const plan = planOf(situation, { resourceId: contract.id, services, notices: [notice] });
  return { kind: 'told', notice, plan };
}

/** CT-7: a notice, then expiry. */
const termIsMissing = ({ id, product }: Contract, products: readonly Contract[]): Notice => ({
  code: 'renewal-term-missing',
  rule: 'CT-7',
  detail: `${product} is not renewed (${products.length} contracts): its licences are of several terms, and the service names none for them`,
  contractId: id,
});

const cutTo = ({ id }: Contract, sku: string, quantity: number, seats: number): Notice => ({
  code: seats > 0 ? 'module-cut' : 'module-not-renewed',
  rule: 'CT-7',
  detail:
    seats > 0
      ? `${sku} is renewed for ${seats} of ${quantity} licences: the product has no more through its whole next period`
      : `${sku} is not renewed: the product has no licences through its whole next period`,
  contractId: id,
});

/** Why auto-renewal did not renew, as whoever watches is told (CT-7). */
export const noticeOf = ({ id, product }: Contract, { code, detail }: Refusal): Notice => ({
  code: 'not-renewed',
  rule: 'CT-7',
  detail: `the auto-renewal of ${product} (contract ${id}) found: ${detail} [${code}]`.slice(0, 2000),
  contractId: id,
});
