import { idFor, instant } from '@reservoir/kernel';
import {
  type CloudEventAttributes,
  type MessageDefinition,
  acceptQuote,
  assortmentChanged,
  companyCreated,
  licensesMinted,
  pointsPurchased,
  pricesChanged,
  requestQuote,
  toKafkaMessage,
} from '@reservoir/messages';
import type { Message } from 'kafkajs';

const startedAt = instant(Date.now());
const distributorId = 'distributor-one';
const sku = 'endpoint-security:secure';
const term = 'Y1';

/** Points of one grant. */
export const grantedPoints = 1000;
/** Licences of one exchange, at 10 points each. */
const licenses = 10;
/** Points of one exchange. */
export const exchangedPoints = 100;

/** Partners of the programme: one is the hot partner. */
export const partnersOf = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `partner-${n}`);

/** The facts that the points-exchange service judges by: companies, and what their distributor sells and asks. */
export function facts(partners: readonly string[]): { companies: Message[]; catalog: Message[] } {
  const company = (id: string, type: 'distributor' | 'partner'): Message => {
    const isPartner = type === 'partner';
    const above = isPartner
      ? { parentId: distributorId, ancestors: [distributorId], vendorAccount: 'watchguard' }
      : { parentId: null, ancestors: [], vendorAccount: null };
    const data = { id, type, name: id, tier: null, pointsProgramme: isPartner, distributorId, version: 1 };
    return record(companyCreated, { ...data, ...above }, `company-${id}`, { sequence: 1 });
  };
  const offers = [{ sku, terms: [term] }];
  const points = [{ sku, term, points: exchangedPoints / licenses, validFrom: startedAt, validUntil: null }];
  const prices = { distributorId, money: [], points, pointsDiscounts: [] };
  return {
    companies: [company(distributorId, 'distributor'), ...partners.map((id) => company(id, 'partner'))],
    catalog: [
      record(assortmentChanged, { body: { distributorId, offers }, version: 1 }, 'offers', { sequence: 1 }),
      record(pricesChanged, { body: prices, version: 1 }, 'prices', { sequence: 1 }),
    ],
  };
}

/** The order line that grants points to a partner, by its number. */
export const grantOf = (partnerId: string, n: number): Message => {
  const data = { orderId: `order-${n}`, line: '1', partnerId, points: grantedPoints, purchasedAt: startedAt };
  return record(pointsPurchased, data, `order-${n}`);
};

/** The partner asks for the quote of an exchange, by its number. */
export const quoteOf = (partnerId: string, n: number): Message => {
  const data = { partnerId, sku, term, quantity: licenses, actor: actorOf(partnerId) };
  return record(requestQuote, data, `quote-${n}`, { operationId: `quote-${n}` });
};

/** The partner accepts it. */
export const acceptanceOf = (partnerId: string, n: number): Message => {
  const data = { partnerId, quoteId: quoteIdOf(n), actor: actorOf(partnerId) };
  return record(acceptQuote, data, `exchange-${n}`, { operationId: `exchange-${n}` });
};

/** The pool's answer to it. */
export const mintedOf = (partnerId: string, n: number): Message => {
  const pool = { partnerId, sku, term };
  const exchangeId = idFor('points-exchange', quoteIdOf(n));
  return record(
    licensesMinted,
    { pool, exchangeId, lotId: `pool-lot-${n}`, poolVersion: n + 1 },
    `minted-${n}`,
  );
};

/** As the service derives it from the operation that asked. */
const quoteIdOf = (n: number): string => idFor('points-quote', `quote-${n}`);

const actorOf = (companyId: string) => ({ userId: `user-of-${companyId}`, companyId, role: 'total-control' });

function record(
  message: MessageDefinition,
  data: unknown,
  id: string,
  more: Partial<CloudEventAttributes> = {},
): Message {
  const attributes = { id, source: '/bench', time: startedAt, correlationId: id, ...more };
  const { key, value, headers } = toKafkaMessage(message, data, attributes);
  return { key, value, headers: { ...headers } };
}
