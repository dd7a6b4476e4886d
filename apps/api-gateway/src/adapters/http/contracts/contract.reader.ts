import type { Caller } from '../../../domain/caller.js';
import type { ContractQueries } from '../../mongo/queries/contract.queries.js';
import type { FoundResource } from '../platform/resources.js';
import { seenBy } from '../platform/tenancy.js';
import { type ContractView, viewOfContract } from './contract.view.js';

/** Whether the caller sees contracts as a customer does. */
export const isCustomer = ({ company }: Caller): boolean => company?.type === 'customer';

/** Reads contracts for callers. */
export class ContractReader {
  constructor(readonly queries: ContractQueries) {}

  /** A contract of a customer in the caller's subtree (CO-8). */
  async find(
    id: string,
    caller: Caller,
  ): Promise<(FoundResource & { readonly body: ContractView }) | undefined> {
    const whole = await this.queries.find(id);
    if (!whole || !seenBy(caller, whole.customer)) return undefined;
    const body = viewOfContract(whole, isCustomer(caller));
    return { href: `/v1/contracts/${id}`, body };
  }
}
