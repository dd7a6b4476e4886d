import {
  type DataOf,
  type MessageDefinition,
  assortmentChanged,
  draftChanged,
  familyPublished,
  modulePublished,
  pricesChanged,
  productPublished,
  versionPublished,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Publication } from '../../application/publications.js';
import type { Draft } from '../../domain/draft.js';
import type { Done } from './answer.js';

const factOf: Readonly<Record<Publication['kind'], MessageDefinition>> = {
  families: familyPublished,
  products: productPublished,
  modules: modulePublished,
  assortments: assortmentChanged,
  prices: pricesChanged,
};

/** Publishes the whole state of what was published, and its version for good. */
export function announcePublication(
  context: RecordContext,
  { kind, published: { id, version, body, retiredAt }, version: record }: Publication,
): Done {
  const isRetirable = kind === 'products' || kind === 'modules';
  const data = { body, version, ...(isRetirable && { retiredAt: retiredAt ?? null }) };
  context.publish(factOf[kind], data, { sequence: version });
  const { number, publishedAt, publishedBy } = record;
  const versioned = { kind, id, number, publishedAt, publishedBy, body };
  context.publish(versionPublished, versioned as DataOf<typeof versionPublished>, {
    sequence: record.version,
  });
  return {
    resource: { kind, id },
    requires: [
      { kind, id, version },
      { kind: 'catalog-versions', id: record.id, version: record.version },
    ],
  };
}

/** Publishes the whole state of a draft. */
export function announceDraft(context: RecordContext, { id, version, kind, itemId, ...state }: Draft): Done {
  const data = { ...state, kind, id: itemId, revision: version };
  context.publish(draftChanged, data as DataOf<typeof draftChanged>, { sequence: version });
  const resource = { kind: 'catalog-drafts', id };
  return { resource, requires: [{ ...resource, version }] };
}
