import { slug } from '@reservoir/messages';
import { z } from 'zod';
import { strictly } from '../platform/strictly.js';

export const draftParams = z.object({ id: slug });
export type DraftParams = z.output<typeof draftParams>;

/** Which revision is meant: refused with `stale-revision` when another is there by now. */
export const meantRevision = strictly(z.object({ revision: z.int().min(1) })).meta({
  examples: [{ revision: 5 }],
});
export type MeantRevision = z.output<typeof meantRevision>;

/** What the routes of drafts have in common, for the document and for the door. */
export const draftDoc = { status: 200, roles: ['operator'], idempotencyKey: 'optional' } as const;
export const draftDoor = { status: 200, idempotencyKey: 'optional' } as const;
