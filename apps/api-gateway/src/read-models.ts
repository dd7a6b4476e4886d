import type { Aggregates, Versioned } from '@reservoir/messaging';
import type {
  ApiKeyFact,
  AssortmentBody,
  CompanyFact,
  DataOf,
  FamilyBody,
  ModuleBody,
  PricesBody,
  ProductBody,
  TransferRequestFact,
  UserFact,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  contractDrafted,
  draftChanged,
  pointsHeld,
  quoteChanged,
  serviceChanged,
  versionPublished,
} from '@reservoir/messages';
import type { Instant } from '@reservoir/kernel';
import type { Operation } from './domain/operation.js';

type LotAdded = DataOf<typeof lotAdded>;
type PointsHeld = DataOf<typeof pointsHeld>;
type Contract = DataOf<typeof contractDrafted>['contract'];
type Draft = DataOf<typeof draftChanged>;
type CatalogVersion = DataOf<typeof versionPublished>;

/** Since when it is sold no longer (CA-8); null while it is. */
interface Retirable {
  readonly retiredAt?: Instant | null | undefined;
}

/** The state of every read model, by kind. `version` is the sequence of the fact that it was last told. */
export interface ReadModels {
  readonly companies: CompanyFact;
  /** `parties`: the company that moves, its parent when it asked, and the new one. */
  readonly 'transfer-requests': TransferRequestFact & { readonly parties: readonly string[] };
  /** By company and user: `registrationIdOf`. */
  readonly users: Omit<UserFact, 'by'>;
  readonly 'api-keys': Omit<ApiKeyFact, 'by'>;
  readonly families: FamilyBody & Versioned;
  readonly products: ProductBody & Versioned & Retirable;
  readonly modules: ModuleBody & Versioned & Retirable;
  /** By distributor. */
  readonly assortments: AssortmentBody & Versioned;
  /** By distributor. */
  readonly prices: PricesBody & Versioned;
  /** By `products/endpoint-security`; the version is the revision. */
  readonly 'catalog-drafts': Omit<Draft, 'id' | 'revision'> & Versioned & { readonly itemId: string };
  /** By `products/endpoint-security/3`; `item` is `products/endpoint-security`. */
  readonly 'catalog-versions': Omit<CatalogVersion, 'id' | 'body'> &
    Versioned & { readonly item: string; readonly itemId: string; readonly body: unknown };
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
