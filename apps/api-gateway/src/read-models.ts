import type { Aggregates, Versioned } from '@reservoir/messaging';
import type {
  AssortmentBody,
  CompanyFact,
  DataOf,
  FamilyBody,
  ModuleBody,
  PricesBody,
  ProductBody,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  contractDrafted,
  pointsHeld,
  quoteChanged,
  serviceChanged,
} from '@reservoir/messages';
import type { Instant } from '@reservoir/kernel';
import type { Operation } from './domain/operation.js';

type LotAdded = DataOf<typeof lotAdded>;
type PointsHeld = DataOf<typeof pointsHeld>;
type Contract = DataOf<typeof contractDrafted>['contract'];

/** The state of every read model, by kind. `version` is the sequence of the fact that it was last told. */
export interface ReadModels {
  readonly companies: CompanyFact;
  readonly families: FamilyBody & Versioned;
  readonly products: ProductBody & Versioned;
  readonly modules: ModuleBody & Versioned;
  /** By distributor. */
  readonly assortments: AssortmentBody & Versioned;
  /** By distributor. */
  readonly prices: PricesBody & Versioned;
  /** By `partner:sku:term`. */
  readonly pools: LotAdded['pool'] & Versioned;
  readonly lots: LotAdded['lots'][number] & { readonly poolId: string };
  /** `sku`: that of the first period. */
  readonly contracts: Contract & { readonly sku: string };
  readonly services: DataOf<typeof serviceChanged>['service'] & Versioned;
  /** By `customer:sku`. */
  readonly entitlements: DataOf<typeof entitlementChanged>['entitlement'] & Versioned;
  /** By partner. */
  readonly 'points-accounts': PointsHeld['account'] & Versioned;
  readonly 'points-lots': PointsHeld['lots'][number] & {
    readonly partnerId: string;
    readonly version: number;
    /** Something of it is left or held. */
    readonly open: boolean;
  };
  readonly 'points-transactions': PointsHeld['transaction'] & Versioned;
  readonly 'points-quotes': DataOf<typeof quoteChanged>['quote'];
  readonly 'points-exchanges': PointsHeld['exchange'];
  /** By the receipt's event. */
  readonly 'order-receipts': DataOf<typeof licenseOrderReceipt> &
    Versioned & { readonly at: Instant; readonly expiresAt: Date };
}

/** The name of a read model. */
export type ReadModelKind = keyof ReadModels;

/** What the operations keep beside their state: when MongoDB may forget them. */
export type StoredOperation = Operation & { readonly expiresAt: Date };

/** The stores that projections write to, by the names that their needs use. */
export type ProjectionStores = { readonly [Kind in ReadModelKind]: Aggregates<ReadModels[Kind]> } & {
  readonly operations: Aggregates<StoredOperation>;
};
