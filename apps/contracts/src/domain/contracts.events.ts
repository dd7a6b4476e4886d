import type { Refusal } from '@reservoir/kernel';
import type { AssignLicenses } from './assign-licenses.js';
import type { Contract } from './contract.js';
import type { Entitlement } from './entitlement.js';
import type { Service } from './service.js';

interface AboutContract<Type extends string> {
  readonly type: Type;
  readonly contract: Contract;
}

/** What happened, each with the whole state after it. */
export type ContractsEvent =
  | AboutContract<'ContractDrafted'>
  | AboutContract<'ContractReserved'>
  | AboutContract<'ContractActivated'>
  | AboutContract<'ContractCancelled'>
  | { readonly type: 'ContractRejected'; readonly command: AssignLicenses; readonly refusal: Refusal }
  | { readonly type: 'ServiceChanged'; readonly service: Service }
  | { readonly type: 'EntitlementChanged'; readonly entitlement: Entitlement };
