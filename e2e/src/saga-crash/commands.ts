import type { Random } from '@reservoir/tools/random';
import { assignmentOf } from '../world.js';
import type { Caller, Partner } from './partners.js';
import { addOns, oneOf, product } from './supplies.js';

/** A customer on its way. */
export interface Customer {
  readonly id: string;
  readonly itself: Caller;
  readonly partners: readonly Partner[];
  /** Of all that it has: months can be renewed at once, years can be recovered. */
  readonly term: 'M1' | 'Y1';
  readonly tell: (what: string) => void;
  /** Called when a pool of a partner was short. */
  readonly restock: (partner: Partner) => Promise<void>;
  /** Its present one, as far as is known. */
  partner: Partner;
  /** The last one that a command answered with; empty when there is none. */
  contractId: string;
  /** Its protection model, as far as is known. */
  model: 'secure' | 'secure-plus';
}

interface Answered {
  readonly status: number | 'none';
  readonly body: { readonly id?: string; readonly code?: string; readonly parentId?: string };
}

/** Sends a command, and notes how it was answered. */
export async function ask(
  customer: Customer,
  who: Caller,
  saga: string,
  method: 'POST',
  path: string,
  body: object,
): Promise<Answered> {
  const answer = await who
    .asking(saga)
    .send(method, path, body)
    .catch(() => undefined);
  const status = answer?.status ?? 'none';
  const told = (answer?.body ?? {}) as Answered['body'];
  customer.tell([saga, status, ...(told.code ? [told.code] : [])].join(' '));
  if (told.code === 'pool-short') await customer.restock(customer.partner);
  return { status, body: told };
}

/** A command on the contract, or on contracts; what it answers with is the contract from then on. */
async function onContracts(customer: Customer, saga: string, path: string, body: object): Promise<boolean> {
  const answer = await ask(customer, customer.partner, saga, 'POST', `/v1/contracts${path}`, body);
  const isDone = answer.body.id !== undefined && Number(answer.status) <= 201;
  if (isDone) customer.contractId = answer.body.id;
  return isDone;
}

const onContract = async (customer: Customer, saga: string, path: string, body: object): Promise<boolean> =>
  customer.contractId !== '' && onContracts(customer, saga, `/${customer.contractId}/${path}`, body);

/** What customers and partners ask for. */
export const commands = {
  async assign(customer: Customer, random: Random): Promise<void> {
    const wished = {
      term: customer.term,
      protectionModel: customer.model,
      // A renewal of one SKU draws, one of several reserves.
      addOns: random.chance(0.5) ? addOns.filter(() => random.chance(0.7)) : [],
      quantity: random.int(1, 8),
      autoRenew: { on: false },
    };
    await onContracts(customer, 'assignment', '', assignmentOf(customer.id, wished));
  },

  async renew(customer: Customer): Promise<void> {
    await onContract(customer, 'renewal', 'renew', { term: customer.term });
  },

  async upgrade(customer: Customer, random: Random): Promise<void> {
    const model = customer.model === 'secure' ? 'secure-plus' : 'secure';
    const wished = { product, protectionModel: model, term: customer.term };
    const mode = oneOf(random, ['recover', 'carry-time']);
    const how = { mode, quantity: random.int(1, 24), cascade: true };
    if (await onContract(customer, 'upgrade', 'upgrade', { ...wished, ...how })) customer.model = model;
  },

  async moreSeats(customer: Customer, random: Random): Promise<void> {
    const add = { add: random.int(1, 5), term: customer.term, coTerm: random.chance(0.5) };
    await onContract(customer, 'seats', 'seats', add);
  },

  async fewerSeats(customer: Customer, random: Random): Promise<void> {
    await onContract(customer, 'seats', 'seats', { remove: random.int(1, 3), cascade: true });
  },

  async cancel(customer: Customer): Promise<void> {
    await onContract(customer, 'cancel', 'cancel', { cascade: true });
  },

  /** The customer asks, the new partner accepts; whose it is then, the company says (CO-3, CO-5). */
  async move(customer: Customer, random: Random): Promise<void> {
    const { id, itself, partners } = customer;
    const to = oneOf(
      random,
      partners.filter((one) => one !== customer.partner),
    );
    const path = `/v1/companies/${id}/transfer-requests`;
    const asked = await ask(customer, itself, 'transfer-request', 'POST', path, { toId: to.id });
    if (asked.status !== 201) return;
    const request = asked.body.id ?? '';
    const accept = `/v1/companies/${to.id}/transfer-requests/${request}/accept`;
    const { status } = await ask(customer, to, 'transfer', 'POST', accept, {});
    if (Number(status) >= 400)
      await ask(customer, itself, 'transfer-withdrawal', 'POST', `${path}/${request}/withdraw`, {});
    const now = await itself
      .asking('reading')
      .get(`/v1/companies/${id}`)
      .catch(() => undefined);
    const parentId = (now?.body as Answered['body'] | undefined)?.parentId;
    customer.partner = partners.find((one) => one.id === parentId) ?? customer.partner;
  },
};
