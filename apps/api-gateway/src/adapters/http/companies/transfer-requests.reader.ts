import { type Clock, dayOf } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import { sees } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, mapPage } from '../../mongo/page.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import type { SkuInUse, SkusInUse } from '../../mongo/queries/skus-in-use.js';
import type { TransferQueries } from '../../mongo/queries/transfer.queries.js';
import { unknown } from '../platform/problem.js';
import type { FoundResource } from '../platform/resources.js';
import {
  type Parties,
  type TransferRequestView,
  isParty,
  viewOfTransferRequest,
} from './transfer-request.view.js';

type Company = ReadModels['companies'];
type TransferRequest = ReadModels['transfer-requests'];

/** Reads transfer requests as their parties may see them (CO-3, CO-8). */
export class TransferRequestsReader {
  constructor(
    private readonly queries: TransferQueries,
    private readonly companies: CompanyQueries,
    private readonly skus: SkusInUse,
    private readonly clock: Clock,
  ) {}

  /** The requests of a company that the caller sees; the latest first. */
  async of(companyId: string, caller: Caller, page: PageRequest): Promise<Page<TransferRequestView>> {
    const found = await this.queries.of(companyId, page);
    const ids = found.items.flatMap(({ parties }) => parties);
    const known = await this.companies.byId(ids);
    return mapPage(found, (request) => viewOfTransferRequest(request, caller, partiesOf(request, known)));
  }

  /** For whoever takes part in it; undefined for everybody else (CO-8). */
  async find(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const request = await this.queries.find(id);
    if (!request) return undefined;
    const parties = partiesOf(request, await this.companies.byId(request.parties));
    if (!isParty(caller, parties)) return undefined;
    const whose = [parties.to, parties.mover, parties.from].find((one) => one && sees(caller, one));
    const href = `/v1/companies/${whose?.id ?? request.companyId}/transfer-requests/${id}`;
    return { href, body: viewOfTransferRequest(request, caller, parties) };
  }

  /**
   * A request of a company that takes part in it in one way.
   * @throws Problem unknown-transfer-request
   */
  async require(id: string, companyId: string, as: 'any' | 'mover' | 'new-parent'): Promise<TransferRequest> {
    const request = await this.queries.find(id);
    const whose = { any: request?.parties ?? [], mover: [request?.companyId], 'new-parent': [request?.toId] };
    if (!request || !whose[as].includes(companyId)) throw unknown('transfer-request');
    return request;
  }

  /** What live contracts of a company use now, whoever asks: for the record that the new parent gets to see (CO-3). */
  async inUseOf(company: Company | string): Promise<SkuInUse[]> {
    const known = typeof company === 'string' ? await this.companies.find(company) : company;
    return known ? this.skus.of(known, dayOf(this.clock.now())) : [];
  }
}

const partiesOf = (
  { companyId, fromId, toId }: TransferRequest,
  known: ReadonlyMap<string, Company>,
): Parties => ({ mover: known.get(companyId), from: known.get(fromId), to: known.get(toId) });
