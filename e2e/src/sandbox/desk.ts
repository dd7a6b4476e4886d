import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Term } from '@reservoir/kernel';
import { type Answer, type Api, bodyOf } from '@reservoir/tools/platform';
import { assignmentOf, purchaseEvent } from '../world.js';
import { clock, world } from './sandbox.js';

/** The product of the cases, and a module of it. */
export const product = 'endpoint-security:secure-plus';
export const module = 'patch-management';

/** A contract, as far as cases look at it. */
export interface Contract {
  readonly id: string;
  readonly customerId: string;
  readonly state: string;
  readonly quantity: number;
  readonly start: string;
  readonly end: string;
  readonly graceUntil: string | null;
  readonly endedAt: string | null;
  readonly future: { readonly kind: string; readonly period: { readonly end: string } | null } | null;
  readonly modules: readonly { readonly id: string; readonly quantity: number; readonly end: string }[];
}

/** The counts of a pool. */
export interface Counts {
  readonly available: number;
  readonly reserved: number;
  readonly assigned: number;
  readonly retired: number;
  readonly expired: number;
  readonly refunded: number;
}

/** How licences come back, line by line. */
export interface FormulaLine {
  readonly term: Term;
  readonly termDays: number;
  readonly licences: number;
  readonly daysLeft: number;
  readonly mode: string;
  readonly back: number;
  readonly retired: number;
  readonly formula: string;
}

/** What is asked otherwise than usual (`assignmentOf`). */
type Change = Readonly<Record<string, unknown>> & { readonly customerId?: string };

/** A partner with customers and pools of its own: what one case plays with. */
export class Desk {
  private constructor(
    readonly partnerId: string,
    readonly api: Api,
  ) {}

  static async open(name: string): Promise<Desk> {
    const id = `${name}-${randomUUID().slice(0, 8)}`;
    const partner = { id, type: 'partner', name: id, parentId: 'distributor-one', tier: 'SILVER' };
    bodyOf(await world.operator.send('POST', '/v1/companies', partner), id);
    return new Desk(id, await world.as(id));
  }

  /** Buys licences of the product, or as told. @returns the order's id */
  async buy(quantity: number, change: object = {}): Promise<string> {
    const orderId = `order-${randomUUID()}`;
    const purchasedAt = (await clock()).now;
    const order = { partnerId: this.partnerId, quantity, purchasedAt, ...change };
    await world.publish(purchaseEvent(orderId, order));
    expect(await world.receipts(this.partnerId, orderId)).toMatchObject([{ outcome: 'accepted' }]);
    return orderId;
  }

  async customer(): Promise<string> {
    const id = `${this.partnerId}-${randomUUID().slice(0, 4)}`;
    const customer = { id, type: 'customer', name: id, parentId: this.partnerId };
    bodyOf(await this.api.send('POST', '/v1/companies', customer), id);
    return id;
  }

  /** Assigns licences to a customer, to a new one unless it is named; they are not renewed unless told so. */
  async assign(quantity: number, change: Change = {}): Promise<Contract> {
    const { customerId = await this.customer() } = change;
    const request = assignmentOf(customerId, { quantity, autoRenew: { on: false }, ...change });
    return bodyOf(await this.api.send('POST', '/v1/contracts', request), `${quantity} for ${customerId}`);
  }

  /** A further contract of a customer's service, whose settings are chosen already. */
  async assignMore(quantity: number, { customerId }: Contract, change: Change = {}): Promise<Contract> {
    const settled = { managementModel: undefined, autoRenew: undefined };
    return this.assign(quantity, { customerId, ...settled, ...change });
  }

  /** Sends a command on a contract, such as `seats`; its answer may be a refusal. */
  async asks({ id }: Pick<Contract, 'id'>, command: string, body: object = {}): Promise<Answer> {
    return this.api.send('POST', `/v1/contracts/${id}/${command}`, body);
  }

  /** Sends a command that must not be refused. */
  async does(contract: Pick<Contract, 'id'>, command: string, body: object = {}): Promise<Contract> {
    return bodyOf(await this.asks(contract, command, body), command);
  }

  /** Makes one contract of several. */
  async groups(...contracts: readonly Contract[]): Promise<Contract> {
    const contractIds = contracts.map(({ id }) => id);
    return bodyOf(await this.api.send('POST', '/v1/contracts:group', { contractIds }), 'group');
  }

  /** How licences would come back, as a preview of a command tells (CT-18). */
  async previewed(contract: Contract, command: string, body: object = {}): Promise<readonly FormulaLine[]> {
    const answer = await this.asks(contract, `${command}?preview=true`, body);
    const { events } = bodyOf<{ events: { type: string; data: { lines?: FormulaLine[] } }[] }>(
      answer,
      'preview',
    );
    return events.find(({ type }) => type.endsWith('.operation-planned.v1'))?.data.lines ?? [];
  }

  async contract({ id }: Pick<Contract, 'id'>): Promise<Contract> {
    return bodyOf(await this.api.get(`/v1/contracts/${id}`), id);
  }

  async counts(sku = product, term: Term = 'Y1'): Promise<Counts> {
    const path = `/v1/partners/${this.partnerId}/pools/${sku}/${term}`;
    return bodyOf<{ counts: Counts }>(await this.api.get(path), path).counts;
  }

  /** How many licences of a pool come back while something is done, and how many are retired. */
  async recovered(
    work: () => Promise<unknown>,
    sku = product,
    term: Term = 'Y1',
  ): Promise<{ readonly back: number; readonly retired: number }> {
    const before = await this.counts(sku, term);
    await work();
    const after = await this.counts(sku, term);
    return { back: after.available - before.available, retired: after.retired - before.retired };
  }

  /** What a cancel gives back. */
  async cancels(contract: Contract) {
    return this.recovered(async () => this.does(contract, 'cancel'));
  }

  /** Licences of the product that a client is entitled to, now or at an instant (EN-2). */
  async entitled({ customerId }: Contract, at?: string): Promise<number> {
    const path = `/v1/customers/${customerId}/entitlements${at === undefined ? '' : `?at=${at}`}`;
    const { items } = bodyOf<{ items: readonly { sku: string; quantity: number }[] }>(
      await this.api.get(path),
      path,
    );
    return items.find(({ sku }) => sku === product)?.quantity ?? 0;
  }
}
