import type { Term } from '@reservoir/kernel';
import type { ServiceChange } from './plan.js';
import type { Suspension } from './suspension.js';
import type { ManagementModel } from '@reservoir/catalog-rules';

/** The setting of CT-7, with the term for groups of mixed terms. */
export interface AutoRenew {
  readonly on: boolean;
  readonly term: Term | null;
}

/** What is chosen with the first contract of a service (EN-1, CA-3). */
export interface ServiceSettings {
  readonly protectionModel: string | null;
  readonly managementModel: ManagementModel;
  readonly autoRenew: AutoRenew;
}

/** All contracts of one client for one product (EN-1). */
export interface Service extends ServiceSettings {
  /** `customerId:product`. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly product: string;
  /** The present one, or the last; null when it was never suspended (CT-13). */
  readonly suspension: Suspension | null;
}

export const serviceIdOf = (customerId: string, product: string): string => `${customerId}:${product}`;

/** The customer of a service, by the service's id. */
export const customerOfService = (serviceId: string): string =>
  serviceId.slice(0, serviceId.lastIndexOf(':'));

/** The product of a product's SKU. */
export const productOfSku = (sku: string): string => sku.split(':')[0] ?? sku;

/** The protection model of a product's SKU; null for a product without any (CA-2). */
export const protectionModelOfSku = (sku: string): string | null => sku.split(':')[1] ?? null;

/** True while the service is suspended: it refuses all but resumption (CT-13). */
export const isSuspended = (service: Pick<Service, 'suspension'> | undefined): boolean =>
  service?.suspension?.to === null;

/** The service after a change: opened, or, after a time without contracts, opened again. @throws Error when it opens without settings */
export function serviceAfter(
  before: Service | undefined,
  customerId: string,
  { product, settings, suspension }: ServiceChange,
): Service {
  const { protectionModel, managementModel, autoRenew } = { ...before, ...settings };
  if (protectionModel === undefined || !managementModel || !autoRenew)
    throw new Error(`the service of ${product} has no settings`);
  return {
    id: serviceIdOf(customerId, product),
    version: (before?.version ?? 0) + 1,
    customerId,
    product,
    protectionModel,
    managementModel,
    autoRenew,
    suspension: suspension ?? before?.suspension ?? null,
  };
}
