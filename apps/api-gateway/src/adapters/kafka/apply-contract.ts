import type { RecordContext } from '@reservoir/messaging';
import type { DataOf, contractDrafted } from '@reservoir/messages';
import { pastPeriods } from '../../domain/past-periods.js';
import type { ProjectionStores } from '../../read-models.js';
import { renewalOf } from './renewal-of.js';

/** What every event of a contract tells: its whole state after it. */
export type ContractFact = DataOf<typeof contractDrafted>;

/** What has to be loaded for it. */
export const needsOfContract = ({ contract }: ContractFact) => ({ contracts: [contract.id] });

/** Takes a contract over into the read model; the periods that are over are kept beside it (EN-5), whatever order facts come in. */
export function applyContract(
  { contracts }: ProjectionStores,
  { contract }: ContractFact,
  { chunk }: RecordContext,
): void {
  const known = contracts.find(chunk, contract.id);
  const past = pastPeriods(known, contract);
  if (known === undefined || known.version < contract.version) {
    const sku = contract.periods[0]?.sku ?? contract.product;
    contracts.put(chunk, { ...contract, sku, past, renewal: renewalOf(contract) });
  } else if (past.length !== known.past.length) contracts.put(chunk, { ...known, past });
}
