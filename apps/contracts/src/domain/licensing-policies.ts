import type { Instant, Policy } from '@reservoir/kernel';
import type { Actor } from './assign-licenses.js';
import { isLocked } from './client-lock.js';
import { type Client, operationInFlight } from './client.js';
import { unknownContract, unknownCustomer } from './contracts.rejections.js';
import type { Company, Product } from './facts.js';

/** Who asks, for whom, and what stands in the way before the configuration is looked at. */
export interface Attempt {
  readonly command: {
    readonly actor: Actor;
    readonly request: { readonly customerId: string; readonly product: string };
  };
  readonly customer: Company | undefined;
  readonly partner: Company | undefined;
  readonly product: Product | undefined;
  /** The contract that the command names, if it names one. */
  readonly contract?: { readonly id: string; readonly isKnown: boolean } | undefined;
  readonly client: Client;
  readonly now: Instant;
}

export type LicensingPolicy = Policy<[Attempt]>;

const rolesThatChangeLicensing = ['total-control', 'license-and-security-admin'];

/** CO-7: `security-admin` and `monitoring` change no licensing; the operator neither (CO-10). */
export const roleMayChangeLicensing: LicensingPolicy = ({ command: { actor } }) =>
  rolesThatChangeLicensing.includes(actor.role)
    ? undefined
    : { code: 'role-not-allowed', rule: 'CO-7', detail: `the role ${actor.role} changes no licensing` };

/** CO-1, CO-8, CO-9: only the partner that owns the customer; for anyone else there is no such customer. */
export const partnerOwnsTheCustomer: LicensingPolicy = ({ command, customer, partner }) =>
  customer?.type === 'customer' &&
  partner?.type === 'partner' &&
  customer.parentId === partner.id &&
  partner.id === command.actor.companyId
    ? undefined
    : unknownCustomer(command.request.customerId);

/** CO-6: commands on a suspended client are refused; what is in flight may finish. */
export const clientIsNotSuspended: LicensingPolicy = ({ customer }) =>
  customer?.suspended === true
    ? {
        code: 'client-suspended',
        rule: 'CO-6',
        detail: `${customer.id} is suspended, itself or with a company above it: its licensing stays as it is`,
      }
    : undefined;

/** CO-5: nothing is begun for a client that is leaving its partner. */
export const clientIsNotMoving: LicensingPolicy = ({ customer, client }) =>
  customer && isLocked(client, customer)
    ? {
        code: 'client-moving',
        rule: 'CO-5',
        detail: `${customer.id} is moving to another partner`,
      }
    : undefined;

/** CO-8: a contract of the customer; a foreign one answers exactly as one that does not exist. */
export const contractIsKnown: LicensingPolicy = ({ contract }) =>
  contract && !contract.isKnown ? unknownContract(contract.id) : undefined;

/** CA-1: a product of the catalog. */
export const productIsKnown: LicensingPolicy = ({ command: { request }, product }) =>
  product
    ? undefined
    : { code: 'unknown-product', rule: 'CA-1', detail: `there is no product ${request.product}` };

/** CT-19: one operation in flight per client and family. */
export const noOperationIsInFlight: LicensingPolicy = ({ product, client }) => {
  const familyId = product?.familyId ?? '';
  const operationId = operationInFlight(client, familyId);
  return operationId === undefined
    ? undefined
    : {
        code: 'operation-in-flight',
        rule: 'CT-19',
        detail: `another operation of the client is under way in the family ${familyId}: try again when it has ended`,
        errors: [{ familyId, operationId }],
      };
};
