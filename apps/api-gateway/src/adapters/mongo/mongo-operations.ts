import type { Instant } from '@reservoir/kernel';
import { type Connection, mongo } from 'mongoose';
import type { Operations } from '../../application/operations.js';
import type { KeptAnswer, Operation } from '../../domain/operation.js';
import { askedTogether } from '../asked-together.js';
import { DocumentsById } from './documents-by-id.js';
import { type OperationDocument, fromDocument, toDocument } from './operation-document.js';
import { queryable } from './queryable.js';

/** The first answer to the command of an operation. */
interface AnswerOf {
  readonly id: string;
  readonly answer: KeptAnswer;
}

/** A crash may lose it: an answer that was not kept is given anew from the outcome, which is not lost. */
const noted = { w: 1, j: false } as const;

/** Operations in MongoDB, kept for 7 days. Their outcomes are written by the projection of operations.v1. */
export class MongoOperations implements Operations {
  readonly #collection: mongo.Collection<OperationDocument>;
  readonly #documents: DocumentsById;
  readonly #insert = askedTogether(async (added: readonly Operation[]) => this.#insertAll(added));
  readonly #keep = askedTogether(async (answers: readonly AnswerOf[]) => this.#keepAll(answers));

  constructor(connection: Connection) {
    this.#collection = queryable(connection, 'operations');
    this.#documents = DocumentsById.of(connection);
  }

  async add(operation: Operation): Promise<Operation | undefined> {
    if (await this.#insert(operation)) return undefined;
    const key = operation.idempotency?.key;
    const holder = key !== undefined && (await this.#collection.findOne({ 'idempotency.key': key }));
    if (!holder) throw new Error(`operation ${operation.id} is not added, and none has its Idempotency-Key`);
    return fromDocument(holder);
  }

  async find(id: string): Promise<Operation | undefined> {
    const document = await this.#documents.find<OperationDocument>('operations', id);
    return document && fromDocument(document);
  }

  takeOver({ id, answeringUntil }: Operation, until: Instant): Promise<boolean> {
    return this.#change({ _id: id, answer: null, answeringUntil }, { $set: { answeringUntil: until } });
  }

  async giveUpAnswering(id: string, now: Instant): Promise<void> {
    await this.#change({ _id: id }, { $set: { answeringUntil: now } });
  }

  async keepAnswer(id: string, answer: KeptAnswer): Promise<void> {
    await this.#keep({ id, answer });
  }

  async due(now: Instant, limit: number): Promise<readonly Operation[]> {
    const found = await this.#collection
      .find({ state: 'pending', sendAgainAt: { $lte: now } })
      .sort({ sendAgainAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(fromDocument);
  }

  reschedule({ id, sendAgainAt: seen }: Operation, sendAgainAt: Instant | null): Promise<boolean> {
    const filter = { _id: id, state: 'pending' as const, sendAgainAt: seen };
    return this.#change(filter, { $set: { sendAgainAt }, $inc: { sends: 1 } });
  }

  /** @returns for each whether it was inserted: another has its id or its key else */
  async #insertAll(operations: readonly Operation[]): Promise<boolean[]> {
    const documents = operations.map(toDocument);
    try {
      // As JSON has it: a field that is undefined is none, and not null.
      await this.#collection.insertMany(documents, { ordered: false, ignoreUndefined: true });
      return documents.map(() => true);
    } catch (error) {
      const duplicates = duplicatesIn(error);
      return documents.map((_, index) => !duplicates.has(index));
    }
  }

  async #keepAll(answers: readonly AnswerOf[]): Promise<undefined[]> {
    const updates = answers.map(({ id, answer }) => ({
      updateOne: { filter: { _id: id, answer: null }, update: { $set: { answer } } },
    }));
    await this.#collection.bulkWrite(updates, { ordered: false, writeConcern: noted });
    return answers.map(() => undefined);
  }

  async #change(
    filter: mongo.Filter<OperationDocument>,
    update: mongo.UpdateFilter<OperationDocument>,
  ): Promise<boolean> {
    const { matchedCount } = await this.#collection.updateOne(filter, update);
    return matchedCount === 1;
  }
}

const duplicateKey = 11000;

/**
 * The places, among documents that were inserted together, of those that were there already.
 * @throws the error itself when it tells of anything else
 */
function duplicatesIn(error: unknown): ReadonlySet<number> {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
  const failed = error.result.getWriteErrors();
  if (failed.some(({ code }) => code !== duplicateKey)) throw error;
  return new Set(failed.map(({ index }) => index));
}
