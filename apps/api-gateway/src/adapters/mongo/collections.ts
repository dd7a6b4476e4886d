import { Aggregates, type DocumentOf, sharedCollection } from '@reservoir/messaging';
import { type Connection, type IndexDefinition, type IndexOptions, Schema } from 'mongoose';
import { MongoPointsOpenLots } from './points-open-lots.js';
import type { ProjectionStores, ReadModelKind, ReadModels, StoredOperation } from '../../read-models.js';

type Index = readonly [IndexDefinition, IndexOptions?];

/** What events of one command change together shares a collection, and goes out as one command (docs/adr/0030). */
const together: ReadonlySet<string> = new Set<ReadModelKind>([
  'pools',
  'lots',
  'contracts',
  'services',
  'entitlements',
  'usages',
  'feature-switches',
]);

/** The indexes of each read model: one for every query that there is (the test server refuses collection scans). */
const readModelIndexes: Readonly<Record<ReadModelKind, readonly Index[]>> = {
  companies: [
    [{ ancestors: 1, _id: 1 }],
    [{ ancestors: 1, type: 1, _id: 1 }],
    [{ type: 1, _id: 1 }],
    [{ parentId: 1, _id: 1 }],
    [{ parentId: 1, type: 1, _id: 1 }],
  ],
  'transfer-requests': [[{ parties: 1, requestedAt: -1, _id: -1 }]],
  users: [[{ companyId: 1, userId: 1 }]],
  'api-keys': [[{ companyId: 1, _id: 1 }]],
  families: [],
  products: [],
  modules: [[{ products: 1, _id: 1 }]],
  assortments: [],
  prices: [],
  'catalog-drafts': [],
  'catalog-versions': [[{ item: 1, number: -1 }]],
  pools: [],
  lots: [
    [{ poolId: 1, _id: 1 }],
    [{ poolId: 1, provenance: 1, _id: 1 }],
    [{ expiringOf: 1, expiresAt: 1, _id: 1 }, { partialFilterExpression: { expiringOf: { $exists: true } } }],
    [
      { poolId: 1, _id: 1 },
      { name: 'open', partialFilterExpression: { 'counts.available': { $gt: 0 } } },
    ],
  ],
  contracts: [
    [{ customerId: 1, endedAt: 1 }],
    [{ partnerId: 1, state: 1, _id: 1 }],
    [{ partnerId: 1, product: 1, _id: 1 }],
    [{ partnerId: 1, sku: 1, _id: 1 }],
    [{ assignmentId: 1, _id: 1 }],
    [
      { 'renewal.poolId': 1, 'renewal.due': 1, 'renewal.licences': 1 },
      { partialFilterExpression: { 'renewal.poolId': { $exists: true } } },
    ],
  ],
  services: [],
  entitlements: [],
  usages: [],
  'feature-switches': [],
  'points-accounts': [],
  'points-lots': [
    [{ partnerId: 1, open: 1, priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 }],
    [{ partnerId: 1, open: 1, expiresAt: 1 }],
  ],
  'points-transactions': [[{ partnerId: 1, number: -1 }], [{ partnerId: 1, at: 1, number: 1 }]],
  'points-checkpoints': [[{ partnerId: 1, number: -1, page: 1 }]],
  'points-quotes': [[{ partnerId: 1, issuedAt: -1, _id: -1 }]],
  'points-exchanges': [[{ partnerId: 1, heldAt: -1, _id: -1 }]],
  'order-receipts': [
    [{ partnerId: 1, at: -1, _id: -1 }],
    [{ partnerId: 1, orderId: 1, at: -1, _id: -1 }],
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ],
};

/**
 * What those that share a collection have in common. There MongoDB pays for each index at each document that a transaction
 * changes, and the more, the more there are (docs/adr/0030).
 */
const sharedIndexes: readonly Index[] = [
  [{ type: 1, customerId: 1, _id: 1 }, { partialFilterExpression: { customerId: { $exists: true } } }],
  [{ type: 1, partnerId: 1, _id: 1 }, { partialFilterExpression: { partnerId: { $exists: true } } }],
];

const keyed = { 'idempotency.key': { $exists: true } };

const operationIndexes: readonly Index[] = [
  [{ 'idempotency.key': 1 }, { unique: true, partialFilterExpression: keyed }],
  [{ sendAgainAt: 1 }, { partialFilterExpression: { state: 'pending' } }],
  [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
];

/** Registers every collection of the gateway with its indexes, and gives the stores that projections write to. */
export function gatewayStores(connection: Connection): ProjectionStores {
  const shared = model(connection, sharedCollection, [
    ...sharedIndexes,
    ...[...together].flatMap(indexesOfType),
  ]);
  const readModels = Object.entries(readModelIndexes).map(([kind, indexes]) => [
    kind,
    new Aggregates(
      together.has(kind) ? shared : model(connection, collectionOf(kind), indexes),
      typeOf(kind),
    ),
  ]);
  const operations = new Aggregates<StoredOperation>(model(connection, 'operations', operationIndexes));
  const stores = Object.fromEntries(readModels) as Omit<ProjectionStores, 'operations' | 'points-open-lots'>;
  const openLots = new MongoPointsOpenLots(stores['points-lots'], stores['points-checkpoints']);
  return { ...stores, operations, 'points-open-lots': openLots };
}

/** The collection of a read model: `points-lots` is `points_lots`. */
export const collectionOf = (kind: string): string =>
  together.has(kind) ? sharedCollection : kind.replaceAll('-', '_');

/** What the documents of a read model have in `type` and before their ids; undefined where they share no collection. */
export const typeOf = (kind: string): string | undefined => (together.has(kind) ? kind : undefined);

/** A read model's documents, as queries see them. */
export type ReadModelDocument<Kind extends ReadModelKind> = DocumentOf<ReadModels[Kind]>;

/** In a shared collection an index holds the documents of its type alone. */
const indexesOfType = (type: string): readonly Index[] =>
  readModelIndexes[type as ReadModelKind].map(([fields, options = {}]) => [
    fields,
    {
      ...options,
      name: `${type}: ${options.name ?? Object.keys(fields).join()}`,
      partialFilterExpression: { type, ...options.partialFilterExpression },
    },
  ]);

function model(connection: Connection, name: string, indexes: readonly Index[]): { collection: object } {
  const known = connection.models[name];
  if (known) return known;
  // What is stored has passed the schema of its message; reads and writes go past mongoose.
  const schema = new Schema({ _id: String }, { strict: false, versionKey: false });
  for (const [fields, options] of indexes) schema.index(fields, options);
  return connection.model(name, schema, name);
}
