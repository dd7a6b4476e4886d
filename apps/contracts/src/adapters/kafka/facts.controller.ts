import { Controller, Inject } from '@nestjs/common';
import {
  type CompanyFact,
  type DataOf,
  assortmentChanged,
  companyChanged,
  companyCreated,
  modulePublished,
  pricesChanged,
  productPublished,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { learnFact } from '../../application/learn-fact.js';
import { needsOfCompany } from '../../application/needs.js';
import { suspendClient } from '../../application/suspend-client.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';

/** Facts of companies and the catalog: of each, what assignments are decided by. */
@Controller()
export class FactsController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(companyCreated, needsOfCompany)
  company(data: CompanyFact, context: RecordContext): void {
    this.#learnCompany(data, context);
  }

  @Handles(companyChanged, needsOfCompany)
  companyChanged(data: CompanyFact, context: RecordContext): void {
    this.#learnCompany(data, context);
  }

  @Handles(productPublished, ({ body }) => ({ products: [body.id] }))
  product({ body, version }: DataOf<typeof productPublished>, { chunk }: RecordContext): void {
    const { id, familyId, terms, managementModels, trialPolicy, recoveryPolicy, retired } = body;
    const protectionModels = body.protectionModels.map((model) => model.id);
    const protectionModelFeatures = body.protectionModels.map(({ id, features }) => ({ id, features }));
    const features = { features: body.features, protectionModelFeatures };
    const choices = { terms, managementModels, protectionModels };
    learnFact(
      { id, version, familyId, ...choices, ...features, trialPolicy, recoveryPolicy, retired },
      this.portsOf(chunk).products,
    );
  }

  @Handles(modulePublished, ({ body }) => ({ modules: [{ ids: [body.id], product: null }] }))
  module({ body, version }: DataOf<typeof modulePublished>, { chunk }: RecordContext): void {
    const { id, kind, products, onlyWith, includedIn, requires, excludes, features, retired } = body;
    learnFact(
      { id, version, kind, products, onlyWith, includedIn, requires, excludes, features, retired },
      this.portsOf(chunk).modules,
    );
  }

  @Handles(assortmentChanged, ({ body }) => ({ assortments: [body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, { chunk }: RecordContext): void {
    const { distributorId: id, offers } = body;
    learnFact({ id, version, offers }, this.portsOf(chunk).assortments);
  }

  @Handles(pricesChanged, ({ body }) => ({ priceLists: [body.distributorId] }))
  priceList({ body, version }: DataOf<typeof pricesChanged>, { chunk }: RecordContext): void {
    learnFact({ id: body.distributorId, version }, this.portsOf(chunk).priceLists);
  }

  #learnCompany(data: CompanyFact, context: RecordContext): void {
    const { id, version, type, parentId, tier, distributorId, suspended, suspension } = data;
    const ports = this.portsOf(context.chunk);
    const isNews = learnFact(
      { id, version, type, parentId, tier, distributorId, suspended },
      ports.companies,
    );
    if (isNews && type === 'customer' && suspension !== null)
      publishOutcome(context, suspendClient(id, suspension, ports, context.now)); // CO-6
  }
}
