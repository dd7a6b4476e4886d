import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';
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
  anyTransaction,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  contractDrafted,
  featuresSwitched,
  draftChanged,
  pointsHeld,
  quoteChanged,
  serviceChanged,
  usageMeasured,
  versionPublished,
} from '@reservoir/messages';
import type { Instant, UtcDay } from '@reservoir/kernel';
import type { LedgerState } from '@reservoir/points-ledger';
import type { z } from 'zod';
import type { Operation } from './domain/operation.js';
import type { PastPeriod } from './domain/past-periods.js';

type LotAdded = DataOf<typeof lotAdded>;
type PointsHeld = DataOf<typeof pointsHeld>;
type Contract = DataOf<typeof contractDrafted>['contract'];
type Draft = DataOf<typeof draftChanged>;
type CatalogVersion = DataOf<typeof versionPublished>;

/** Since when it is sold no longer (CA-8); null while it is. */
interface Retirable {
  readonly retiredAt?: Instant | null | undefined;
}

/** Licences that a contract will take out of a pool when it is renewed as it is (PO-11). */
export interface Renewal {
  readonly poolId: string;
  /** The end of its period. */
  readonly due: UtcDay;
  readonly licences: number;
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
  /** `expiringOf`: the partner, while unassigned licences of it will expire (PO-2). */
  readonly lots: LotAdded['lots'][number] & { readonly poolId: string; readonly expiringOf?: string };
  /** `sku`: that of the first period; `past`: periods that are over (EN-5). */
  readonly contracts: Contract & {
    readonly sku: string;
    readonly past: readonly PastPeriod[];
    readonly renewal?: Renewal | null;
  };
  readonly services: DataOf<typeof serviceChanged>['service'] & Versioned;
  /** By `customer:sku`. */
  readonly entitlements: DataOf<typeof entitlementChanged>['entitlement'] & Versioned;
  /** By `customer:sku`. */
  readonly usages: DataOf<typeof usageMeasured>['usage'] & Versioned;
  /** By `customer:product`. */
  readonly 'feature-switches': DataOf<typeof featuresSwitched>['switches'] & Versioned;
  /** By partner. */
  readonly 'points-accounts': PointsHeld['account'] & Versioned;
  readonly 'points-lots': PointsHeld['lots'][number] & {
    readonly partnerId: string;
    readonly version: number;
    /** Something of it is left or held. */
    readonly open: boolean;
  };
  readonly 'points-transactions': z.output<typeof anyTransaction> & Versioned;
  /** By `partner/number/page`: what a replay of the ledger may begin with; at most 500 lots a page. */
  readonly 'points-checkpoints': LedgerState &
    Versioned & { readonly partnerId: string; readonly page: number };
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
  readonly 'points-open-lots': PointsOpenLots;
};

/** The entry of a partner's ledger that an event tells of. */
export interface LedgerEntryKey {
  readonly partnerId: string;
  readonly number: number;
}

/** Loads all open lots of a partner where a checkpoint is due, and takes it. */
export interface PointsOpenLots extends ChunkStore<LedgerEntryKey> {
  /** Takes the checkpoint after an entry, when it is due and all that came before was applied. */
  takeCheckpoint(chunk: Chunk, state: Omit<LedgerState, 'lots'> & { readonly partnerId: string }): void;
}
