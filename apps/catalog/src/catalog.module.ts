import { type DynamicModule, Module } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { CATALOG } from './adapters/kafka/catalog-of-chunk.js';
import { CompanyFactsController } from './adapters/kafka/company-facts.controller.js';
import { DraftsController } from './adapters/kafka/drafts.controller.js';
import { OffersController } from './adapters/kafka/offers.controller.js';
import { ProductsController } from './adapters/kafka/products.controller.js';
import { MongoCatalog } from './adapters/mongo/mongo-catalog.js';

/** The composition root of the catalog service. */
@Module({})
export class CatalogModule {
  static register(): DynamicModule {
    return {
      module: CatalogModule,
      controllers: [DraftsController, ProductsController, OffersController, CompanyFactsController],
      providers: [
        {
          provide: CATALOG,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoCatalog(connection),
        },
        { provide: STORES, inject: [CATALOG], useFactory: ({ stores }: MongoCatalog): ChunkStores => stores },
      ],
    };
  }
}
