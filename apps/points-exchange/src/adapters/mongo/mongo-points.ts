import type { ChunkStores } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Account } from '../../domain/account.js';
import type { Exchange } from '../../domain/exchange.js';
import type { Assortment, Company, PriceList, Retirement } from '../../domain/facts.js';
import type { Quote } from '../../domain/quote.js';
import { assortmentSchema, companySchema, pricesSchema, retirementSchema } from './fact.schemas.js';
import { MongoById } from './mongo-by-id.js';
import { MongoLots } from './mongo-lots.js';
import { MongoTransactions } from './mongo-transactions.js';
import { PartnerOffers } from './partner-offers.js';
import { accountSchema, exchangeSchema, quoteSchema } from './points.schemas.js';

/** Every collection of the points-exchange service. */
export class MongoPoints {
  readonly companies: MongoById<Company>;
  readonly assortments: MongoById<Assortment>;
  readonly prices: MongoById<PriceList>;
  readonly retirements: MongoById<Retirement>;
  readonly accounts: MongoById<Account>;
  readonly quotes: MongoById<Quote>;
  readonly exchanges: MongoById<Exchange>;
  readonly lots: MongoLots;
  readonly transactions: MongoTransactions;

  constructor(connection: Connection) {
    this.companies = new MongoById(connection, 'Company', companySchema);
    this.assortments = new MongoById(connection, 'Assortment', assortmentSchema);
    this.prices = new MongoById(connection, 'Prices', pricesSchema);
    this.retirements = new MongoById(connection, 'Retirement', retirementSchema);
    this.accounts = new MongoById(connection, 'Account', accountSchema);
    this.quotes = new MongoById(connection, 'Quote', quoteSchema);
    this.exchanges = new MongoById(connection, 'Exchange', exchangeSchema);
    this.lots = new MongoLots(connection);
    this.transactions = new MongoTransactions(connection);
  }

  /** By the names that the needs of the handlers use; `offersOf` loads by partner what its distributor offers. */
  get stores(): ChunkStores {
    return {
      companies: this.companies.store,
      assortments: this.assortments.store,
      prices: this.prices.store,
      retirements: this.retirements.store,
      offersOf: new PartnerOffers(this.companies.store, this.assortments.store, this.prices.store),
      accounts: this.accounts.store,
      quotes: this.quotes.store,
      exchanges: this.exchanges.store,
      lots: this.lots,
      transactions: this.transactions.store,
    };
  }
}
