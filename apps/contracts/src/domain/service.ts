import type { Term } from '@reservoir/kernel';
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
}

export const serviceIdOf = (customerId: string, product: string): string => `${customerId}:${product}`;

/** The service with its settings, opened or, after a time without contracts, opened again. */
export const opened = (
  before: Service | undefined,
  of: { readonly customerId: string; readonly product: string },
  settings: ServiceSettings,
): Service => ({
  id: serviceIdOf(of.customerId, of.product),
  version: (before?.version ?? 0) + 1,
  customerId: of.customerId,
  product: of.product,
  protectionModel: settings.protectionModel,
  managementModel: settings.managementModel,
  autoRenew: settings.autoRenew,
});
