import { instant } from '@reservoir/kernel';
import { assortmentChanged, companyCreated, licensePurchased, toKafkaMessage } from '@reservoir/messages';
import type { Kafka, Message } from 'kafkajs';
import { Partitioners } from 'kafkajs';

const at = instant('2026-11-21T10:00:00Z');
const distributorId = 'distributor-one';
export const sku = 'edr-standalone';

/** Partners of a bench: one for the hot pool, a thousand for spread pools. */
export const partnersOf = (pools: number): string[] =>
  Array.from({ length: pools }, (_, n) => `partner-${n}`);

/** The facts that the license-pool service judges orders by. */
export function facts(partners: readonly string[]): { companies: Message[]; catalog: Message[] } {
  const attributes = (id: string) => ({ id, source: '/bench', time: at, correlationId: id, sequence: 1 });
  const company = (id: string, type: 'distributor' | 'partner') =>
    toKafkaMessage(
      companyCreated,
      {
        id,
        type,
        name: id,
        parentId: type === 'partner' ? distributorId : null,
        tier: null,
        pointsProgramme: false,
        ancestors: type === 'partner' ? [distributorId] : [],
        distributorId,
        version: 1,
      },
      attributes(id),
    );
  const offers = [{ sku, terms: ['Y1' as const] }];
  const assortment = toKafkaMessage(
    assortmentChanged,
    { body: { distributorId, offers }, version: 1 },
    attributes('a'),
  );
  return {
    companies: [company(distributorId, 'distributor'), ...partners.map((id) => company(id, 'partner'))].map(
      plain,
    ),
    catalog: [plain(assortment)],
  };
}

/** Publishes purchases of one licence line each, round robin over the partners. */
export async function publishPurchases(
  kafka: Kafka,
  topic: string,
  partners: readonly string[],
  count: number,
  firstNumber = 0,
): Promise<void> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  for (let from = 0; from < count; from += 1000) {
    const messages = Array.from({ length: Math.min(1000, count - from) }, (_, offset) => {
      const n = firstNumber + from + offset;
      const partnerId = partners[n % partners.length] ?? 'partner-0';
      return plain(
        toKafkaMessage(
          licensePurchased,
          {
            orderId: `order-${n}`,
            line: '1',
            distributorId,
            partnerId,
            sku,
            term: 'Y1',
            quantity: 3,
            purchasedAt: at,
          },
          { id: `event-${n}`, source: '/bench', time: at, correlationId: `event-${n}` },
        ),
      );
    });
    await producer.send({ topic, acks: -1, messages });
  }
  await producer.disconnect();
}

const plain = ({ key, value, headers }: ReturnType<typeof toKafkaMessage>): Message => ({
  key,
  value,
  headers: { ...headers },
});
