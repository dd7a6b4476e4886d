import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '@reservoir/kernel';
import { licensePurchased } from '@reservoir/messages';
import { send } from '@reservoir/testing/service-process';
import type { Random } from '@reservoir/tools/random';
import type { Partner } from './partners.js';

const protectionModels = ['secure', 'secure-plus'];
export const addOns = ['patch-management', 'full-encryption'] as const;
export const terms = ['M1', 'Y1'] as const;
export const product = 'endpoint-security';

const skus = [...protectionModels.map((model) => `${product}:${model}`), ...addOns];

/** Something that goes on until it is stopped. */
export interface GoingOn {
  stop(): Promise<void>;
}

/** Does the same again and again. @param pauseMs between two times */
export function again(pauseMs: () => number, once: () => Promise<void>): GoingOn {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      await once();
      await sleep(pauseMs(), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

const buy = async (
  run: string,
  { id: partnerId, distributorId }: Partner,
  line: { readonly sku: string; readonly term: (typeof terms)[number]; readonly quantity: number },
): Promise<void> =>
  send(run, licensePurchased, {
    ...{ orderId: `order-${randomUUID()}`, line: '1', distributorId, partnerId, ...line },
    purchasedAt: instant(Date.now()),
  });

/** Some licences in every pool, to begin with. */
export async function stockUp(run: string, partners: readonly Partner[], quantity: number): Promise<void> {
  for (const partner of partners)
    for (const sku of skus) for (const term of terms) await buy(run, partner, { sku, term, quantity });
}

/** Buys for some pool of a partner of which one was short: so pools are short now and then, however fast the machine is. */
export const restocking =
  (run: string, random: Random) =>
  async (partner: Partner): Promise<void> =>
    buy(run, partner, anything(random));

const anything = (random: Random) => ({
  sku: oneOf(random, skus),
  term: oneOf(random, terms),
  quantity: random.int(2, 24),
});

/** @throws if the list is empty */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('there is nothing to take one of');
  return list[random.int(0, list.length - 1)] ?? first;
}
