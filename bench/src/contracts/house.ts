import { join } from 'node:path';
import type { Addresses } from '@reservoir/testing/servers';
import { eventually, produce } from '@reservoir/testing';
import { instant } from '@reservoir/kernel';
import { licensePurchased, toKafkaMessage } from '@reservoir/messages';
import {
  type Api,
  type Platform,
  apiOf,
  bodyOf,
  loadDemoWorld,
  startPlatform,
} from '@reservoir/tools/platform';

const partnerId = 'partner-gold';
const sku = 'endpoint-security:secure-plus';
const createdAtOnce = 40;

/** The whole house, with customers of one partner whose pool is full. */
export interface House {
  /** Speaks for the partner. */
  readonly partner: Api;
  readonly customers: readonly string[];
}

/** Starts every service, runs some work in the house, and stops them. */
export async function withHouse<T>(
  servers: Addresses,
  customers: number,
  work: (house: House) => Promise<T>,
): Promise<T> {
  const logFolder = join(process.cwd(), '.data', 'bench', 'contracts');
  // One caller sends everything: what one caller may send in a minute is not what is measured.
  const env = { LOG_LEVEL: 'warn', RATE_LIMIT_PER_MINUTE: '1000000' };
  const platform = await startPlatform({ servers, logFolder, env });
  try {
    const operator = apiOf(platform.url, await platform.issuer.token({ role: 'operator' }));
    await loadDemoWorld(operator, console.log);
    const names = await createCustomers(operator, customers);
    const partner = await speakFor(platform);
    await buy(partner);
    return await work({ partner, customers: names });
  } finally {
    await platform.stop();
  }
}

const speakFor = async (platform: Platform): Promise<Api> =>
  apiOf(platform.url, await platform.issuer.token({ company: partnerId, role: 'total-control' }));

async function createCustomers(operator: Api, count: number): Promise<readonly string[]> {
  const customers = Array.from({ length: count }, (_, n) => `bench-customer-${n}`);
  for (let from = 0; from < count; from += createdAtOnce) {
    if (from % 400 === 0) console.log(`${from} of ${count} customers`);
    await Promise.all(customers.slice(from, from + createdAtOnce).map(async (id) => create(operator, id)));
  }
  console.log(`${count} customers`);
  return customers;
}

async function create(operator: Api, id: string): Promise<void> {
  const company = { id, type: 'customer', name: id, parentId: partnerId };
  bodyOf(await operator.send('POST', '/v1/companies', company), id);
}

/** An order line that lasts for all that is measured; ends when the partner sees it in the pool. */
async function buy(partner: Api): Promise<void> {
  const purchasedAt = instant(Date.now());
  const quantity = 1_000_000;
  const line = { orderId: 'bench', line: '1', distributorId: 'distributor-one', partnerId };
  const { key, value, headers } = toKafkaMessage(
    licensePurchased,
    { ...line, sku, term: 'Y1', quantity, purchasedAt },
    { id: 'bench', source: '/bench', time: purchasedAt, correlationId: 'bench' },
  );
  await produce(licensePurchased.topic, [{ key, value, headers: { ...headers } }]);
  await eventually(
    async () => {
      const path = `/v1/partners/${partnerId}/pools/${sku}/Y1`;
      const { counts } = bodyOf<{ counts: { available: number } }>(await partner.get(path), path);
      if (counts.available !== quantity) throw new Error(`the pool has ${counts.available} licences`);
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
}
