import { epochMs } from '@reservoir/kernel';
import { type DocumentOf, stateOf } from '@reservoir/messaging';
import type { Operation } from '../../domain/operation.js';
import type { StoredOperation } from '../../read-models.js';

/** An operation as it stands in its collection: with the day on which MongoDB forgets it. */
export type OperationDocument = DocumentOf<StoredOperation>;

const keepForMs = 7 * 86_400_000;

export function toDocument({ id, ...rest }: Operation): OperationDocument {
  return { _id: id, ...rest, expiresAt: new Date(epochMs(rest.createdAt) + keepForMs) };
}

export const fromDocument = (document: OperationDocument): Operation =>
  fromStored(stateOf(document, undefined));

/** The operation as its projection keeps it, without what only MongoDB needs. */
export function fromStored({ expiresAt: _, ...operation }: StoredOperation): Operation {
  return operation;
}
