import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@reservoir/tools/platform';
import { type Random, randomOf } from '@reservoir/tools/random';
import { type Customer, ask, commands } from './commands.js';
import { type Partner, callerOf } from './partners.js';
import { type GoingOn, oneOf, restocking } from './supplies.js';

/** What partners and customers were told: how often each command was answered how. */
export type Told = Readonly<Record<string, number>>;

const atOnce = 40;

/** Customers of the partners, some at a time: each is licensed, changed a few times, and left as it is. */
export function startCustomers(
  run: string,
  platform: Platform,
  partners: readonly Partner[],
  seed: number,
): GoingOn & { readonly told: () => Told } {
  const stopping = new AbortController();
  const told: Record<string, number> = {};
  const tell = (what: string): void => {
    told[what] = (told[what] ?? 0) + 1;
  };
  const users = Array.from({ length: atOnce }, async (_, user) => {
    const random = randomOf(seed + user);
    while (!stopping.signal.aborted) {
      const restock = restocking(run, random);
      const customer = await newCustomer(platform, { partners, tell, restock }, random);
      if (customer) await live(customer, random, () => stopping.signal.aborted);
      else await sleep(200);
    }
  });
  return {
    told: () => told,
    stop: async () => {
      stopping.abort();
      await Promise.all(users);
    },
  };
}

async function newCustomer(
  platform: Platform,
  common: Pick<Customer, 'partners' | 'tell' | 'restock'>,
  random: Random,
): Promise<Customer | undefined> {
  const id = `saga-${randomUUID().slice(0, 13)}`;
  const partner = oneOf(random, common.partners);
  const itself = await callerOf(platform, id);
  const customer: Customer = {
    ...common,
    ...{ id, itself, partner, term: random.chance(0.7) ? 'M1' : 'Y1' },
    ...{ contractId: '', model: 'secure' },
  };
  const company = { id, type: 'customer', name: id, parentId: partner.id };
  const { status } = await ask(customer, partner, 'company', 'POST', '/v1/companies', company);
  return status === 201 ? customer : undefined;
}

/** How often a customer that got nothing asks again: its partner buys meanwhile. */
const assignmentsAtMost = 3;

/** An assignment, then commands of all kinds, at times two at once. */
async function live(customer: Customer, random: Random, isOver: () => boolean): Promise<void> {
  for (let left = assignmentsAtMost; left > 0 && customer.contractId === '' && !isOver(); left -= 1)
    await commands.assign(customer, random);
  for (let left = random.int(2, 6); left > 0 && !isOver(); left -= 1) {
    const names = Array.from({ length: random.chance(0.15) ? 2 : 1 }, () =>
      oneOf(random, likely[customer.term]),
    );
    await Promise.all(names.map(async (name) => commands[name](customer, random)));
  }
}

/** The more likely ones stand there more often: months are renewed, years upgraded. */
const likely: Readonly<Record<Customer['term'], readonly (keyof typeof commands)[]>> = {
  M1: [
    'renew',
    'renew',
    'renew',
    'renew',
    'renew',
    'upgrade',
    'move',
    'assign',
    'moreSeats',
    'fewerSeats',
    'cancel',
  ],
  Y1: [
    'upgrade',
    'upgrade',
    'upgrade',
    'renew',
    'move',
    'move',
    'assign',
    'moreSeats',
    'fewerSeats',
    'cancel',
  ],
};
