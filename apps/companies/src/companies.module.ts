import { type DynamicModule, Module } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { COMPANIES } from './adapters/kafka/companies-of-chunk.js';
import { CompaniesController } from './adapters/kafka/companies.controller.js';
import { MongoCompanies } from './adapters/mongo/mongo-companies.js';

/** The composition root of the companies service. */
@Module({})
export class CompaniesModule {
  static register(): DynamicModule {
    return {
      module: CompaniesModule,
      controllers: [CompaniesController],
      providers: [
        {
          provide: COMPANIES,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoCompanies(connection),
        },
        {
          provide: STORES,
          inject: [COMPANIES],
          useFactory: ({ store }: MongoCompanies): ChunkStores => ({ companies: store }),
        },
      ],
    };
  }
}
