import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, bodyOf } from '../../platform/api.js';
import type { Timeline } from './timeline.js';
import type { YearSystem } from './system.js';

/** A contract, as far as the story looks at it. */
export interface Contract {
  readonly id: string;
  readonly quantity: number;
  readonly sku: string;
  readonly term: string;
  readonly end: string;
  readonly state: string;
}

interface Operation {
  readonly state: 'pending' | 'succeeded' | 'refused';
  readonly problem: { readonly detail: string } | null;
}
interface Counts extends Readonly<Record<string, number>> {
  readonly available: number;
  readonly assigned: number;
  readonly retired: number;
  readonly expired: number;
  readonly transferredOut: number;
}
interface Pool {
  readonly sku: string;
  readonly term: string;
  readonly quantity: number;
  readonly counts: Counts;
}

const dayMs = 86_400_000;

/** Plays for partners and their customers, and tells what it does and what comes of it. */
export class Player {
  #orders = 0;
  #start = '';

  constructor(
    private readonly system: YearSystem,
    private readonly timeline: Timeline,
  ) {}

  /** Lets time pass up to a day of the year, counted from the first one; then a scene begins. */
  async onDay(day: number, title: string): Promise<void> {
    this.#start ||= await this.#now();
    const to = new Date(Date.parse(this.#start.slice(0, 10)) + day * dayMs + 12 * 3_600_000).toISOString();
    if (to > (await this.#now())) await this.#advance(to);
    this.timeline.scene((await this.#now()).slice(0, 10), title);
  }

  /** An order of a partner reaches the platform. */
  async buys(partnerId: string, quantity: number, sku: string, term: string): Promise<void> {
    const distributorId = 'distributor-one';
    const bought = { distributorId, partnerId, sku, term, quantity };
    await this.#order('license-purchased', partnerId, bought);
    this.timeline.did(`${partnerId} buys ${quantity} × ${sku} ${term}`);
    await this.#told();
  }

  async buysPoints(partnerId: string, points: number): Promise<void> {
    await this.#order('points-purchased', partnerId, { partnerId, points });
    this.timeline.did(`${partnerId} buys ${points} MSSP points, good for 12 months`);
    await this.#told();
  }

  /** Sends a command in the name of a company; the story goes on when it is done. */
  async asks<T>(company: string, text: string, path: string, body: object = {}): Promise<T> {
    this.timeline.did(`${company} ${text}`);
    const api = await this.system.as(company);
    const answer = bodyOf<T>(await api.send('POST', path, body), `${company} ${text}`);
    await this.#told();
    return answer;
  }

  /** The same for what is to be refused: the story tells why. */
  async asksInVain(company: string, text: string, path: string, body: object): Promise<void> {
    const api = await this.system.as(company);
    const { status, body: problem } = await api.send('POST', path, body);
    if (status < 400) throw new Error(`${company} ${text}: ${status}, and should have been refused`);
    const { detail, rule } = problem as { readonly detail: string; readonly rule: string };
    this.timeline.did(`${company} ${text}: refused (${rule}): ${detail}`);
    await this.#told();
  }

  /** What a contract says now. */
  async contract(company: string, id: string): Promise<Contract> {
    const api: Api = await this.system.as(company);
    return bodyOf<Contract>(await api.get(`/v1/contracts/${id}`), id);
  }

  /** The stock of partners, as a table; each row must add up (invariant 1). */
  async showsStock(...partners: readonly string[]): Promise<void> {
    const rows: (string | number)[][] = [];
    for (const partnerId of partners) {
      const path = `/v1/partners/${partnerId}/pools`;
      const { items } = bodyOf<{ items: readonly Pool[] }>(
        await (await this.system.as(partnerId)).get(path),
        path,
      );
      for (const { sku, term, quantity, counts } of items) {
        const { available, assigned, retired, expired, transferredOut } = counts;
        rows.push([partnerId, sku, term, quantity, available, assigned, retired, expired, transferredOut]);
        const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
        if (all !== quantity)
          throw new Error(`${partnerId} ${sku} ${term}: ${quantity} licences, and ${all} counted`);
      }
    }
    const head = [
      'partner',
      'SKU',
      'term',
      'in all',
      'available',
      'assigned',
      'retired',
      'expired',
      'moved away',
    ];
    this.timeline.table(head, rows);
  }

  async #order(type: string, partnerId: string, about: object): Promise<void> {
    const orderId = `year-${(this.#orders += 1)}`;
    const data = { ...about, orderId, partnerId, line: '1', purchasedAt: await this.#now() };
    const event = {
      specversion: '1.0',
      id: orderId,
      source: '/shop.example',
      type: `orders.${type}.v1`,
      data,
    };
    await this.system.orders.publish(event);
    const path = `/v1/partners/${partnerId}/order-receipts?orderId=${orderId}`;
    for (let waited = 0; waited < 30_000; waited += 50) {
      const { items } = bodyOf<{ items: readonly { outcome: string }[] }>(
        await this.system.operator.get(path),
        path,
      );
      if (items[0]?.outcome === 'accepted') return;
      if (items[0]) throw new Error(`order ${orderId} was ${items[0].outcome}`);
      await sleep(50);
    }
    throw new Error(`order ${orderId} got no receipt`);
  }

  async #advance(to: string): Promise<void> {
    const { operator } = this.system;
    const asked = await operator.send('POST', '/v1/sandbox/clock:advance', { to });
    const location = asked.location ?? '';
    for (let { status } = asked; status === 202; await sleep(200)) {
      const operation = bodyOf<Operation>(await operator.get(location), location);
      if (operation.state === 'succeeded') status = 200;
      if (operation.state === 'refused')
        throw new Error(operation.problem?.detail ?? 'the clock cannot be advanced');
      if (status === 200) break;
    }
    if (asked.status > 202) bodyOf(asked, 'the advance of the clock');
    await this.#told();
  }

  async #told(): Promise<void> {
    this.timeline.happened(await this.system.story.next());
  }

  async #now(): Promise<string> {
    const clock = await this.system.operator.get('/v1/sandbox/clock');
    return bodyOf<{ readonly now: string }>(clock, 'the clock').now;
  }
}
