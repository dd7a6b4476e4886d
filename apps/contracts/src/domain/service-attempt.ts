import { type Policy, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import { claimAt } from './client.js';
import { serviceIsSuspended as suspended, unknownService } from './contracts.rejections.js';
import type { Company, Product } from './facts.js';
import {
  type Attempt,
  clientIsNotMoving,
  clientIsNotSuspended,
  noOperationIsInFlight,
  partnerOwnsTheCustomer,
  productIsKnown,
  roleMayChangeLicensing,
} from './licensing-policies.js';
import { type Service, isSuspended } from './service.js';

/** Somebody wants to change something of a service that is there (EN-1, EN-6). */
export interface ServiceAttempt extends Attempt {
  readonly service: Service | undefined;
}

/** An attempt that the policies let pass: everybody is known, and the service is open. */
export interface AllowedServiceAttempt extends ServiceAttempt {
  readonly customer: Company;
  readonly product: Product;
  readonly service: Service;
}

type ServicePolicy = Policy<[ServiceAttempt]>;

/** EN-1: a service is there while the client has a contract of the product, commercial or trial. */
const serviceIsOpen: ServicePolicy = ({ command: { request }, client, product, service, now }) => {
  const holds = (['commercial', 'trial'] as const).some(
    (mode) => claimAt(client, product?.familyId ?? '', mode, now)?.product === request.product,
  );
  return service && holds ? undefined : unknownService(request.product);
};

/** CT-13: a suspended service refuses all but resumption. */
const serviceIsNotSuspended: ServicePolicy = ({ service }) =>
  service && isSuspended(service) ? suspended(service.product) : undefined;

/** Asked one after the other: the first that refuses ends it. */
export const servicePolicies: readonly ServicePolicy[] = [
  roleMayChangeLicensing,
  partnerOwnsTheCustomer,
  clientIsNotSuspended,
  clientIsNotMoving,
  productIsKnown,
  serviceIsOpen,
  serviceIsNotSuspended,
  noOperationIsInFlight,
];

/** May this actor change this service now at all? (CO-7, CO-9, CO-6, CT-13, CT-19) */
export function allowService(attempt: ServiceAttempt): Result<AllowedServiceAttempt, Refusal> {
  const refusal = firstRefusal(servicePolicies, attempt);
  if (refusal) return err(refusal);
  const { customer, product, service } = attempt;
  if (!customer || !product || !service) throw new Error('the policies let an unknown party pass');
  return ok({ ...attempt, customer, product, service });
}
