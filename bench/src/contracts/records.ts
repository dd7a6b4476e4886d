import { type Instant, idFor, instant, plusDays, dayOf, startOfDay } from '@reservoir/kernel';
import {
  type CloudEventAttributes,
  type MessageDefinition,
  assignLicenses,
  assortmentChanged,
  cancelContract,
  companyCreated,
  licensePurchased,
  modulePublished,
  pricesChanged,
  productPublished,
  renewContract,
  toKafkaMessage,
} from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import type { Message } from 'kafkajs';

/** Enough that no pool is everybody's, and few enough that every partner has customers in the smallest world. */
export const partners: readonly string[] = Array.from({ length: 10 }, (_, n) => `partner-${n}`);

/** What customers have: a product, and two modules of it. */
export const skus = ['endpoint-security:secure-plus', 'patch-management', 'full-encryption'] as const;
export const product = 'endpoint-security';

const distributorId = 'distributor-one';
const now: Instant = instant(Date.now());
/** Before any licence was assigned, whatever its contract's age. */
const purchasedAt = startOfDay(plusDays(dayOf(now), -400));

/** A company as the companies service tells of it. */
function company(
  id: string,
  type: 'distributor' | 'partner' | 'customer',
  ancestors: readonly string[],
): Message {
  const parentId = ancestors.at(-1) ?? null;
  const data = { id, type, name: id, tier: null, pointsProgramme: false, parentId, ancestors, distributorId };
  return record(companyCreated, { ...data, version: 1 }, `company-${id}`, { sequence: 1 });
}

/** The companies, with customers by their partner. */
export const companies = (customers: ReadonlyMap<string, string>): readonly Message[] => [
  company(distributorId, 'distributor', []),
  ...partners.map((id) => company(id, 'partner', [distributorId])),
  ...[...customers].map(([id, partnerId]) => company(id, 'customer', [distributorId, partnerId])),
];

/** The demonstration catalog as the catalog service tells of it. */
export function catalog(): readonly Message[] {
  const { products, modules, assortments, prices } = demoCatalog;
  const fact = (message: MessageDefinition, body: object, n: number) =>
    record(message, { body, version: 1, retiredAt: null }, `${message.type}-${n}`, { sequence: 1 });
  return [
    ...products.map((body, n) => fact(productPublished, body, n)),
    ...modules.map((body, n) => fact(modulePublished, body, n)),
    ...assortments.map((body, n) => fact(assortmentChanged, body, n)),
    ...prices.map((body, n) => fact(pricesChanged, body, n)),
  ];
}

/** An order line for each pool, which lasts for all that is measured. */
export const purchases = (): readonly Message[] =>
  partners.flatMap((partnerId) =>
    skus.map((sku, line) => {
      const order = { orderId: `order-${partnerId}`, line: String(line), distributorId, partnerId };
      const data = { ...order, sku, term: 'Y1', quantity: 1_000_000, purchasedAt };
      return record(licensePurchased, data, `order-${partnerId}-${line}`);
    }),
  );

/** Whose contract a command is about. */
export interface Target {
  readonly customerId: string;
  readonly partnerId: string;
  /** Of its product. */
  readonly contractId: string;
}

/** What is asked for with a new contract, beside the product. */
export interface Wanted {
  readonly quantity: number;
  readonly addOns?: readonly string[];
  readonly autoRenew?: boolean;
}

export function assign(
  { customerId, partnerId }: Omit<Target, 'contractId'>,
  { quantity, addOns = [], autoRenew = false }: Wanted,
  operationId: string,
): Message {
  const what = { product, protectionModel: 'secure-plus', addOns, managedServices: [], mode: 'commercial' };
  const service = { managementModel: 'delegated', autoRenew: { on: autoRenew } };
  const request = { customerId, ...what, term: 'Y1', quantity, ...service };
  return command(assignLicenses, { request, actor: actorOf(partnerId) }, operationId);
}

export const renew = (target: Target, operationId: string): Message =>
  command(renewContract, { ...onContract(target), renewal: {} }, operationId);

export const cancel = (target: Target, operationId: string): Message =>
  command(cancelContract, onContract(target), operationId);

const onContract = ({ customerId, contractId, partnerId }: Target) => ({
  ...{ customerId, contractId, product },
  actor: actorOf(partnerId),
});

const actorOf = (companyId: string) => ({ userId: `user-of-${companyId}`, companyId, role: 'total-control' });

const command = (message: MessageDefinition, data: object, operationId: string): Message =>
  record(message, data, idFor('bench', operationId), { operationId });

function record(
  message: MessageDefinition,
  data: object,
  id: string,
  more: Partial<CloudEventAttributes> = {},
): Message {
  const attributes = { id, source: '/bench', time: now, correlationId: id, ...more };
  const { key, value, headers } = toKafkaMessage(message, data, attributes);
  return { key, value, headers: { ...headers } };
}
