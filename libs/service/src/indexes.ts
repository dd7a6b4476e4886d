import type { Connection, Model } from 'mongoose';
import { ServerUnfit } from './mongo.js';

const alreadyThere = 48; // NamespaceExists
const conflicting = new Set([85, 86]); // IndexOptionsConflict, IndexKeySpecsConflict

/**
 * Makes the collections and indexes of every model that is registered on the connection, and waits until they are built.
 * What is there already stays; several processes may do it at the same time.
 * @throws ServerUnfit when an index of the same name or key differs: an operator has to decide.
 */
export async function ensureIndexes(connection: Connection): Promise<readonly string[]> {
  const models = Object.values(connection.models) as Model<unknown>[];
  await Promise.all(models.map(ensureIndexesOf));
  return models.map((model) => model.collection.collectionName);
}

async function ensureIndexesOf(model: Model<unknown>): Promise<void> {
  await ensureCollection(model);
  try {
    await model.createIndexes();
  } catch (error) {
    throw conflicting.has(codeOf(error)) ? conflict(model, error as Error) : error;
  }
}

async function ensureCollection(model: Model<unknown>): Promise<void> {
  try {
    await model.createCollection();
  } catch (error) {
    if (codeOf(error) !== alreadyThere) throw error;
  }
}

const codeOf = (error: unknown): number => (error as { code?: number }).code ?? 0;

const conflict = (model: Model<unknown>, error: Error): ServerUnfit =>
  new ServerUnfit(
    `collection ${model.collection.collectionName} has an index that differs from the one this version needs: ` +
      `drop it and start again (${error.message})`,
    { cause: error },
  );
