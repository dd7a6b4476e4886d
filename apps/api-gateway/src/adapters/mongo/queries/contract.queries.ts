import { documentIdOf } from '@reservoir/messaging';
import type { Connection, mongo } from 'mongoose';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { askedTogether } from '../../asked-together.js';
import { type ReadModelDocument, collectionOf, typeOf } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';
import type { CompanyQueries } from './company.queries.js';

type Contract = ReadModels['contracts'];
type ContractDocument = ReadModelDocument<'contracts'>;
type ServiceDocument = ReadModelDocument<'services'>;

/** What a list of contracts is narrowed to. */
export interface ContractFilter {
  readonly customerId?: string | undefined;
  readonly state?: Contract['state'] | undefined;
  readonly product?: string | undefined;
  readonly sku?: string | undefined;
}

/** A contract with what belongs to it. */
export interface WholeContract {
  readonly contract: Contract;
  /** The contracts of the modules that were assigned with it. */
  readonly modules: readonly Contract[];
  readonly service: ReadModels['services'] | undefined;
}

/** A contract that was asked for by its id. */
export interface FoundContract extends WholeContract {
  /** Decides who may see it (CO-8) and change it (CO-9). */
  readonly customer: ReadModels['companies'] | undefined;
}

/** Contracts that are read as one document with what belongs to them: far from the 16 MB that MongoDB allows. */
const foundAtOnce = 25;
/** Batches of partners that one request looks through; the next page goes on behind them. */
const batchesPerPage = 10;
const behindAll = '\uffff';
const byPartner = { partnerId: 1, _id: 1 } as const;
/** The index by partner is there for who names one. */
const ofAnyPartner = { partnerId: { $gt: '' } };

/** Reads contracts. */
export class ContractQueries {
  readonly #contracts: ReadModel<'contracts'>;
  readonly #services: ReadModel<'services'>;
  readonly #customers: ReadModel<'companies'>;
  readonly #find = askedTogether(async (ids: readonly string[]) => this.#found(ids), foundAtOnce);

  constructor(
    connection: Connection,
    private readonly companies: Pick<CompanyQueries, 'partnersIn'>,
  ) {
    this.#contracts = new ReadModel(connection, 'contracts');
    this.#services = new ReadModel(connection, 'services');
    this.#customers = new ReadModel(connection, 'companies');
  }

  /** With its modules, its service and its customer, in one command; in the same one as others that are asked for. */
  async find(id: string): Promise<FoundContract | undefined> {
    return this.#find(id);
  }

  /** The contracts of one customer, by id. */
  async ofCustomer(filter: ContractFilter, page: PageRequest): Promise<Page<WholeContract>> {
    return this.#withParts(await pageOf(this.#contracts, defined(filter), { _id: 1 }, page));
  }

  /**
   * The contracts of all partners in the caller's subtree, by partner and id (CO-8). The partners are looked up now, since
   * companies move. A page may have fewer items than asked for and still not be the last.
   */
  async ofPartners(caller: Caller, filter: ContractFilter, page: PageRequest): Promise<Page<WholeContract>> {
    if (caller.company === null)
      return this.#withParts(
        await pageOf(this.#contracts, { ...ofAnyPartner, ...defined(filter) }, byPartner, page),
      );
    const items: Contract[] = [];
    let batches = 0;
    for await (const ids of this.companies.partnersIn(caller.company, String(page.after?.[0] ?? ''))) {
      const part = await pageOf(this.#contracts, { ...defined(filter), partnerId: { $in: ids } }, byPartner, {
        limit: page.limit - items.length,
        after: page.after,
      });
      items.push(...part.items);
      if (part.next) return this.#withParts({ items, next: part.next });
      batches += 1;
      if (items.length === page.limit || batches === batchesPerPage)
        return this.#withParts({ items, next: [ids.at(-1) ?? '', behindAll] });
    }
    return this.#withParts({ items, next: null });
  }

  async #found(ids: readonly string[]): Promise<(FoundContract | undefined)[]> {
    const named = { _id: { $in: ids.map((id) => this.#contracts.documentIdOf(id)) } };
    const [found] = await this.#contracts.aggregate<Together>(named, together).toArray();
    const contracts = new Map(found?.contracts.map(this.#contracts.stateOf).map((one) => [one.id, one]));
    const modules = found?.modules.map(this.#contracts.stateOf) ?? [];
    const services = found?.services.map(this.#services.stateOf) ?? [];
    const customers = new Map(found?.customers.map(this.#customers.stateOf).map((one) => [one.id, one]));
    return ids.map((id) => {
      const contract = contracts.get(id);
      if (!contract) return undefined;
      return { ...wholeOf(contract, modules, services), customer: customers.get(contract.customerId) };
    });
  }

  async #withParts({ items, next }: Page<Contract>): Promise<Page<WholeContract>> {
    return { items: await this.#whole(items), next };
  }

  /** Two queries, however many contracts there are. */
  async #whole(contracts: readonly Contract[]): Promise<readonly WholeContract[]> {
    const assignments = contracts.filter(({ kind }) => kind === 'product').map((one) => one.assignmentId);
    const [modules, services] = await Promise.all([
      this.#contracts
        .find({ assignmentId: { $in: assignments }, kind: 'module' })
        .sort({ assignmentId: 1, _id: 1 })
        .toArray(),
      this.#services
        .find({ _id: { $in: contracts.map(({ serviceId }) => this.#services.documentIdOf(serviceId)) } })
        .toArray(),
    ]);
    const found = [modules.map(this.#contracts.stateOf), services.map(this.#services.stateOf)] as const;
    return contracts.map((contract) => wholeOf(contract, ...found));
  }
}

/** Contracts, and what they are read together with. */
interface Together {
  readonly contracts: readonly ContractDocument[];
  readonly modules: readonly ContractDocument[];
  readonly services: readonly ServiceDocument[];
  readonly customers: readonly ReadModelDocument<'companies'>[];
}

/** Makes one document of contracts: with a look-up for all of them where each would have its own. */
const together = [
  {
    $group: {
      _id: null,
      contracts: { $push: '$$ROOT' },
      serviceIds: { $addToSet: { $concat: [documentIdOf('', typeOf('services')), '$serviceId'] } },
    },
  },
  {
    $lookup: {
      from: collectionOf('contracts'),
      localField: 'contracts.assignmentId',
      foreignField: 'assignmentId',
      pipeline: [{ $match: { type: typeOf('contracts'), kind: 'module' } }, { $sort: { _id: 1 } }],
      as: 'modules',
    },
  },
  {
    $lookup: {
      from: collectionOf('services'),
      localField: 'serviceIds',
      foreignField: '_id',
      as: 'services',
    },
  },
  {
    $lookup: {
      from: collectionOf('companies'),
      localField: 'contracts.customerId',
      foreignField: '_id',
      as: 'customers',
    },
  },
];

/** @param modules and services: of it, and of others */
const wholeOf = (
  contract: Contract,
  modules: readonly Contract[],
  services: readonly ReadModels['services'][],
): WholeContract => ({
  contract,
  modules:
    contract.kind === 'product' ? modules.filter((one) => one.assignmentId === contract.assignmentId) : [],
  service: services.find(({ id }) => id === contract.serviceId),
});

/** The filter without what is not given. */
const defined = (filter: ContractFilter): mongo.Filter<ContractDocument> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
