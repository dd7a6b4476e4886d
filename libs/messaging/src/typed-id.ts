/**
 * The `_id` of an aggregate's document: its id; where several types share a collection, after its type, `contract/…`
 * (docs/adr/0029).
 */
export const documentIdOf = (id: string, type: string | undefined): string =>
  type === undefined ? id : `${type}/${id}`;

/** The id of the aggregate that stands in a document. */
export const aggregateIdOf = (documentId: string, type: string | undefined): string =>
  type === undefined ? documentId : documentId.slice(type.length + 1);

/** A document as a state: `id` for `_id`, and without the type that only the collection needs. */
export function stateOf<Document extends { readonly _id: string }>(
  document: Document,
  type: string | undefined,
): Omit<Document, '_id'> & { readonly id: string } {
  const { _id: documentId, ...rest } = document as Document & { type?: unknown };
  if (type !== undefined) delete rest.type;
  return { id: aggregateIdOf(documentId, type), ...rest };
}
