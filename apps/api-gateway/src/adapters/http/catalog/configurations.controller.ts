import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { told } from '@reservoir/catalog-rules';
import type { Clock } from '@reservoir/kernel';
import { CLOCK } from '@reservoir/service';
import type { Caller } from '../../../domain/caller.js';
import { checkConfiguration } from '../../../domain/check-configuration.js';
import type { LiveModules } from '../../mongo/queries/live-modules.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { unknown } from '../platform/problem.js';
import { CATALOG, LIVE_MODULES, SALES } from '../tokens.js';
import type { CatalogReader } from './catalog.reader.js';
import { type ConfigurationBody, configurationBody, configurationView } from './configuration.view.js';
import type { Sales } from './sales.js';

/** /v1/catalog/configurations:check */
@ApiTags('catalog')
@Controller('v1/catalog')
export class ConfigurationsController {
  constructor(
    @Inject(CATALOG) private readonly reader: CatalogReader,
    @Inject(SALES) private readonly sales: Sales,
    @Inject(LIVE_MODULES) private readonly liveModules: LiveModules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('configurations::check')
  @HttpCode(200)
  @Reads({
    summary: 'Check a configuration: every violation, features, licences drawn, price (CA-5)',
    description:
      'Changes nothing, and asks no pool. A choice that is missing is told with its choices (CA-3); what is wrong stands in ' +
      '`violations`, and the answer is 200 all the same. What else a contract is judged by (what the client has of the ' +
      'family, the stock) is told by POST /v1/contracts?preview=true.',
    answer: configurationView,
  })
  async check(@Body({ schema: configurationBody }) body: ConfigurationBody, @TheCaller() caller: Caller) {
    const sale = await this.sales.of(caller, body);
    const { products, modules } = this.reader.catalog;
    const product = await products.find(body.product);
    // CA-6: what the distributor does not sell is not there; what is retired may be in stock (CA-8).
    if (!product || !(product.retired || (await this.reader.find('products', product.id, caller))))
      throw unknown('product');
    const asked = [...(body.addOns ?? []), ...(body.managedServices ?? [])];
    const known = [...(await modules.ofProducts([product.id])), ...(await modules.all(asked))];
    const present = body.customerId ? await this.liveModules.of(body.customerId, product.id) : [];
    const { violations, ...check } = checkConfiguration(body, {
      product,
      modules: [...new Map(known.map((module) => [module.id, module])).values()],
      present,
      sale,
      now: this.clock.now(),
    });
    const { protectionModel } = body;
    return { product: product.id, protectionModel, violations: violations.map(told), ...check };
  }
}
