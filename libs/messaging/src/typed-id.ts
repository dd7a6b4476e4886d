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
  const id = aggregateIdOf(document._id, type);
  if (type === undefined) {
    const { _id, ...state } = document;
    return { id, ...state };
  }
  const { _id, type: _, ...state } = document as Document & { type?: unknown };
  return { id, ...state } as never;
}
