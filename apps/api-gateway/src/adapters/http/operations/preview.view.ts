import { z } from 'zod';
import { configurationView } from '../catalog/configuration.view.js';
import type { Operation } from '../../../domain/operation.js';

/** What a command would do (CT-18): nothing of it has happened. */
export const previewView = z
  .object({
    preview: z.literal(true),
    /** Where the answer can be read again, for 7 days: `/v1/operations/{operationId}`. */
    operationId: z.string(),
    /**
     * What would be published, in its order: events, and commands to other services. The types and their data stand in the
     * AsyncAPI document. Ids of what would be made are made up for the preview.
     */
    events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
    /** How many more there are, beyond what fits into an answer; 0 when these are all. */
    omitted: z.int().min(0),
    price: configurationView.shape.price
      .optional()
      .describe('Of the licences that would be drawn (CT-18); null for whoever may not know it'),
  })
  .meta({ id: 'Preview' });
export type PreviewView = z.input<typeof previewView>;

/** What a preview told; null for an operation that was none, or that is refused or not settled. */
export function previewViewOf({ id, outcome }: Operation): PreviewView | null {
  const told = outcome?.preview;
  if (!told) return null;
  const events = told.events.map(({ type, data }) => ({ type, data: { ...data } }));
  return { preview: true, operationId: id, events, omitted: told.omitted };
}

/** For the document. */
export const previewExample: PreviewView = {
  preview: true,
  operationId: '019aa5c0-7b1e-7c64-8a0e-3f6f5f0c2a11',
  events: [
    {
      type: 'reservoir.points-exchange.quote-changed.v1',
      data: { quote: { id: '…', sku: 'edr-standalone', term: 'Y1', quantity: 50, totalPoints: 475 } },
    },
  ],
  omitted: 0,
};
