import { AWorld } from '@reservoir/companies/testing/a-world';
import { userOf } from '@reservoir/companies/testing/companies.fixtures';
import { anAssortment } from '@reservoir/contracts/testing/contracts.fixtures';
import { FamilyWalk } from '@reservoir/contracts/testing/family-walk';
import { type Instant, type Term, instant } from '@reservoir/kernel';
import { PoolsInMemory } from '@reservoir/license-pool/testing/pools-in-memory';
import { StockInMemory } from '@reservoir/license-pool/testing/stock-in-memory';

/** Customers of three partners and two distributors; two of them draw from one partner's pools, one belongs to a partner's partner. */
export const customers = ['customer-one', 'customer-two', 'customer-chain', 'customer-foreign'] as const;
export const partners = ['partner-gold', 'partner-silver', 'partner-two', 'partner-chain'] as const;
export const distributors = ['distributor-one', 'distributor-two'] as const;

/** How much is in stock when a pool is first asked: lots, one after the other. */
export type FirstStock = readonly number[];

interface PoolNamed {
  readonly partnerId: string;
  readonly sku: string;
  readonly term: Term;
}

/** All services together in memory: companies, pools and contracts as they are, with the messages between them. */
export class JointWalk extends FamilyWalk {
  readonly companies: AWorld;
  readonly lots: PoolsInMemory;
  readonly stock: StockInMemory;
  /** The last pool that was short, or any that was asked. */
  readonly asked: PoolNamed[] = [];
  /** How often a step of companies or stock ended how. */
  readonly ends: (readonly [what: string, end: string])[] = [];
  /** How many licences were to be retired. */
  retired = 0;
  readonly #recoveries = new Set<string>();
  readonly #known = new Set<string>();

  constructor(
    now: string,
    private readonly firstStock: FirstStock,
  ) {
    const lots = new PoolsInMemory();
    super(now, {
      laneOf: ({ partnerId, sku, term }) => `${partnerId}:${sku}:${term}`,
      take: (command, at) => {
        this.#stocked(command.pool);
        if (command.type === 'RecoverLicenses' && !this.#recoveries.has(command.recoveryId)) {
          this.#recoveries.add(command.recoveryId);
          this.retired += command.retired.reduce((sum, { quantity }) => sum + quantity, 0);
        }
        return lots.take(command, at);
      },
    });
    this.lots = lots;
    this.stock = new StockInMemory(lots);
    this.companies = worldAt(instant(now));
    for (const id of distributors) this.ports.assortments.save({ ...anAssortment, id });
    this.tellFacts();
  }

  /** Everybody learns what has changed of companies, now or when the next of it is told. */
  tellFacts(now = true): void {
    this.companies.settle();
    if (!now) return;
    for (const company of this.companies.all()) {
      const { id, type, version, parentId, tier, distributorId } = company;
      const { marks, inheritedMarks, suspension } = company;
      const suspended = marks.length + inheritedMarks.length > 0;
      this.learn({ id, type, version, parentId, tier, distributorId, suspended }, suspension);
    }
    const offers = Object.fromEntries(anAssortment.offers.map(({ sku, terms }) => [sku, terms]));
    this.stock.learn(
      this.companies.all().filter(({ type }) => type === 'partner'),
      distributors.map((id) => ({ id, version: 1, offers })),
      this.now,
    );
  }

  /** The clock goes on; jobs are done in the order in which they happen to come. @param late the jobs of pools come later */
  override at(time: string, late = false): void {
    this.now = instant(time);
    this.companies.now = this.now;
    if (!late) this.lots.due(this.now);
    this.timeOut();
    this.due();
    this.settle();
  }

  /** Everything arrives, the answers to companies too. @param told whether everybody learns of a move at once */
  override settle(told = true): void {
    super.settle();
    for (let answer = this.lockAnswers.shift(); answer; answer = this.lockAnswers.shift()) {
      const { transferId, customerId, answer: said } = answer;
      if (said.kind === 'later') continue;
      const { toId } = this.companies.request(transferId);
      this.companies.locked(transferId, customerId, toId, said.kind === 'locked');
      this.ends.push(['move', said.kind === 'locked' ? 'ok' : said.refusal.code]);
      if (said.kind === 'refused') this.companies.withdraw(transferId, customerId, userOf(customerId));
      this.tellFacts(told);
    }
  }

  /** Nothing is under way. */
  get isSettled(): boolean {
    return (
      this.skusOnTheWay().length === 0 &&
      this.lockAnswers.length === 0 &&
      this.ports.clients.all().every(({ inFlight }) => inFlight.length === 0)
    );
  }

  /** A pool has something in it when it is first asked. */
  #stocked(pool: PoolNamed): void {
    const { partnerId, sku, term } = pool;
    const id = `${partnerId}:${sku}:${term}`;
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.asked.push({ partnerId, sku, term });
    for (const quantity of this.firstStock) this.order(pool, quantity);
    this.stock.promote(pool, 6, 30, this.now); // drawn first, and over long before what is drawn of it (PO-4, PO-9)
  }

  /** An operator takes licences away, which are retired (CO-10). */
  takeAway(pool: PoolNamed, quantity: number): string {
    const end = this.stock.takeAway(pool, quantity, this.now);
    if (end === 'ok') this.retired += quantity;
    return end;
  }

  /** The partner buys licences from its distributor. */
  order({ partnerId, sku, term }: PoolNamed, quantity: number): string {
    const { distributorId } = this.companies.company(partnerId);
    const orderId = `order-${this.stock.orders.length}`;
    const pool = { partnerId, sku, term };
    return this.stock.credit({ orderId, pool, quantity, distributorId, purchasedAt: this.now }, this.now);
  }
}

function worldAt(now: Instant): AWorld {
  const world = AWorld.demo(now);
  world.make('customer', 'customer-two', 'partner-gold');
  const skus = anAssortment.offers.map(({ sku }) => sku);
  for (const id of distributors) world.tree.assortments.save({ id, version: 1, skus });
  return world;
}
