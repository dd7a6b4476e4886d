import { setTimeout as sleep } from 'node:timers/promises';
import { idFor } from '@reservoir/kernel';
import { abandonMint } from '@reservoir/messages';
import { send } from '@reservoir/testing/service-process';
import type { Api } from '@reservoir/tools/platform';
import { type Random, randomOf } from '@reservoir/tools/random';

/** What partners were told. */
export interface Told {
  /** Exchanges and reversals, by the status of the answer; `none` where none came. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Partners that exchange points, and give licences back, until they are stopped. */
export interface Exchanging {
  stop(): Promise<Told>;
}

interface Quote {
  readonly id: string;
}
interface Exchange {
  readonly id: string;
  readonly quantity: number;
  readonly reversedQuantity?: number;
}

const pool = { partnerId: 'partner-gold', sku: 'endpoint-security:secure', term: 'Y1' } as const;
const partner = '/v1/partners/partner-gold/points';
const atOnce = 4;

/** Worked case 19: the pool hears that the exchange is given up before it hears of the mint, which comes late. */
const giveUpBefore = (run: string, { id }: Quote): Promise<void> =>
  send(run, abandonMint, { pool, exchangeId: idFor('points-exchange', id) });

/** Some users of `partner-gold`, each of whom quotes, exchanges, and now and then reverses a part. */
export function startExchanging(run: string, api: Api, seed: number): Exchanging {
  const stopping = new AbortController();
  const statuses: Record<string, number> = {};
  const count = (what: string, status: number | 'none'): void => {
    const key = `${what} ${status}`;
    statuses[key] = (statuses[key] ?? 0) + 1;
  };
  const users = Array.from({ length: atOnce }, (_, user) => {
    const random = randomOf(seed + user);
    return (async () => {
      while (!stopping.signal.aborted) await once(run, api, random, count);
    })();
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(users);
      return { statuses };
    },
  };
}

async function once(
  run: string,
  api: Api,
  random: Random,
  count: (what: string, status: number | 'none') => void,
): Promise<void> {
  const post = async <T>(what: string, path: string, body: object): Promise<T | undefined> => {
    const answer = await api.send('POST', `${partner}${path}`, body).catch(() => undefined);
    count(what, answer?.status ?? 'none');
    return answer && answer.status <= 201 ? (answer.body as T) : undefined;
  };
  const wish = { sku: pool.sku, term: pool.term, quantity: random.int(1, 20) };
  const quote = await post<Quote>('quote', '/quotes', wish);
  if (!quote) {
    await sleep(100);
    return;
  }
  if (random.int(1, 5) === 1) await giveUpBefore(run, quote);
  const exchange = await post<Exchange>('exchange', '/exchanges', { quoteId: quote.id });
  if (!exchange || random.int(1, 3) === 1) return;
  const quantity = random.int(1, exchange.quantity + 1);
  await post('reversal', `/exchanges/${exchange.id}/reverse`, { quantity });
}
