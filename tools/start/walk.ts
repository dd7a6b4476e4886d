import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Api, bodyOf } from '../platform/api.js';
import { type OrderEvent, type OrdersTopic, readDemoEvent } from './orders-topic.js';
import { answered, answeredBy, asked, checked, step } from './screen.js';

const partner = 'partner-gold';
const customer = 'customer-one';
const sku = 'endpoint-security:secure-plus';
const poolPath = `/v1/partners/${partner}/pools/${sku}/Y1`;

interface Pool {
  readonly counts: { readonly available: number; readonly assigned: number };
}
interface Page<T> {
  readonly items: readonly T[];
}
interface Account {
  readonly available: number;
  readonly held: number;
}

/**
 * Walks the main job as a partner and prints it: a purchase becomes stock, a contract, an entitlement; points become
 * licences.
 * @throws Error at the first step that does not come out right.
 */
export async function walk(api: Api, orders: OrdersTopic): Promise<void> {
  const run = Date.now().toString(36);
  const before = await poolNow(api);
  await purchase(api, orders, await readDemoEvent('licenses-purchased.json', run), before);
  await assign(api, before);
  await exchange(api, orders, await readDemoEvent('points-purchased.json', run), before);
}

async function purchase(api: Api, orders: OrdersTopic, event: OrderEvent, before: Pool): Promise<void> {
  step(1, 'An upstream order system publishes a purchase of 100 licences on orders.v1');
  await publish(orders, event);
  step(2, 'The order line gets its receipt');
  await receiptOf(api, event.data.orderId);
  step(3, 'The licences are in the pool');
  const expected = before.counts.available + 100;
  const pool = await showOnceIt<Pool>(api, poolPath, ({ counts }) => counts.available >= expected);
  checked('available', pool.counts.available, expected);
}

async function assign(api: Api, before: Pool): Promise<void> {
  step(4, 'The partner assigns 25 of them to a customer');
  const body = {
    customerId: customer,
    product: 'endpoint-security',
    protectionModel: 'secure-plus',
    addOns: [],
    managedServices: [],
    mode: 'commercial',
    term: 'Y1',
    quantity: 25,
    managementModel: 'delegated',
    autoRenew: { on: true },
  };
  const entitledBefore = await entitledNow(api);
  asked('POST /v1/contracts', body);
  const answer = await api.send('POST', '/v1/contracts', body);
  const contract = bodyOf<{ id: string; state: string }>(answer, 'POST /v1/contracts');
  answeredBy(answer);
  checked('state', contract.state, 'active');
  step(5, 'The contract, read back');
  checked('state', (await show<{ state: string }>(api, `/v1/contracts/${contract.id}`)).state, 'active');
  const pool = bodyOf<Pool>(await api.get(poolPath), poolPath);
  checked('available in the pool', pool.counts.available, before.counts.available + 75);
  step(6, 'What the customer is entitled to now');
  checked(`entitled to ${sku}`, await entitledNow(api, true), entitledBefore + 25);
}

async function exchange(api: Api, orders: OrdersTopic, event: OrderEvent, before: Pool): Promise<void> {
  const points = `/v1/partners/${partner}/points`;
  const account = await accountNow(api);
  step(7, 'The partner buys 1000 MSSP points, again on orders.v1');
  await publish(orders, event);
  await receiptOf(api, event.data.orderId);
  const expected = account.available + 1000;
  const credited = await showOnceIt<Account>(api, points, ({ available }) => available >= expected);
  checked('points available', credited.available, expected);
  step(8, 'A quote: 50 licences of a year at 10 points each, GOLD −5 %');
  const quote = await command<{ id: string; totalPoints: number }>(api, `${points}/quotes`, {
    sku,
    term: 'Y1',
    quantity: 50,
  });
  checked('total points', quote.totalPoints, 475);
  step(9, 'The exchange: points are held, a lot is minted, points are captured');
  const exchanged = await command<{ state: string }>(api, `${points}/exchanges`, { quoteId: quote.id });
  checked('state', exchanged.state, 'captured');
  step(10, 'The lot is in the pool, and the points are spent');
  const pool = await show<Pool>(api, poolPath);
  checked('available', pool.counts.available, before.counts.available + 125);
  checked('points available', (await show<Account>(api, points)).available, account.available + 525);
}

async function publish(orders: OrdersTopic, event: OrderEvent): Promise<void> {
  asked('record on orders.v1', event);
  const started = performance.now();
  await orders.publish(event);
  answered('acknowledged', performance.now() - started);
}

async function receiptOf(api: Api, orderId: string): Promise<void> {
  const path = `/v1/partners/${partner}/order-receipts?orderId=${orderId}`;
  const started = performance.now();
  asked(`GET ${path}`);
  for (let waited = 0; waited < 30_000; waited += 20) {
    const [receipt] = bodyOf<Page<{ outcome: string }>>(await api.get(path), path).items;
    if (receipt) {
      answered('receipt', performance.now() - started, receipt);
      return checked('outcome', receipt.outcome, 'accepted');
    }
    await sleep(20);
  }
  throw new Error(`no receipt for ${orderId} within 30 s`);
}

/**
 * Shows a resource once it says what it will: a receipt and what it tells of travel on two topics, and either may come first.
 * After 30 s it is shown as it is.
 */
async function showOnceIt<T>(api: Api, path: string, isThere: (found: T) => boolean): Promise<T> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const answer = await api.get(path);
    if (answer.status !== 404 && isThere(bodyOf<T>(answer, `GET ${path}`))) break;
    await sleep(20);
  }
  return show<T>(api, path);
}

async function show<T>(api: Api, path: string): Promise<T> {
  asked(`GET ${path}`);
  const answer = await api.get(path);
  answeredBy(answer);
  return bodyOf<T>(answer, `GET ${path}`);
}

async function command<T>(api: Api, path: string, body: unknown): Promise<T> {
  asked(`POST ${path}`, body);
  const answer: Answer = await api.send('POST', path, body);
  answeredBy(answer);
  return bodyOf<T>(answer, `POST ${path}`);
}

/** A pool or account that does not exist yet holds nothing. */
async function poolNow(api: Api): Promise<Pool> {
  const answer = await api.get(poolPath);
  return answer.status === 404 ? { counts: { available: 0, assigned: 0 } } : bodyOf<Pool>(answer, poolPath);
}

async function accountNow(api: Api): Promise<Account> {
  const answer = await api.get(`/v1/partners/${partner}/points`);
  return answer.status === 404 ? { available: 0, held: 0 } : bodyOf<Account>(answer, 'points');
}

async function entitledNow(api: Api, visibly = false): Promise<number> {
  const path = `/v1/customers/${customer}/entitlements`;
  const read = visibly ? show : async <T>(_: Api, p: string): Promise<T> => bodyOf<T>(await api.get(p), p);
  const { items } = await read<Page<{ sku: string; quantity: number }>>(api, path);
  return items.find((entitlement) => entitlement.sku === sku)?.quantity ?? 0;
}
