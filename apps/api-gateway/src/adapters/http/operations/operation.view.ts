import { refusal } from '@reservoir/messages';
import { z } from 'zod';
import type { Operation } from '../../../domain/operation.js';
import { problemOfRefusal } from '../platform/problem.js';
import { advanceProgress } from '../sandbox/sandbox-clock.view.js';
import { previewView, previewViewOf } from './preview.view.js';

/** A command's progress and outcome. */
export const operationView = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'succeeded', 'refused']),
    createdAt: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable(),
    /** What came of it. */
    resource: z.object({ kind: z.string(), id: z.string(), href: z.string().nullable() }).nullable(),
    /** Why it was refused: what the command would have answered. */
    problem: refusal.extend({ type: z.string(), title: z.string(), status: z.int() }).nullable(),
    /** What the command would do, if it was asked as a preview: then nothing came of it. */
    preview: previewView.nullable(),
    /** How far it has come; only of an advance of the sandbox's clock, while it is under way. */
    progress: advanceProgress.optional(),
  })
  .meta({ id: 'Operation' });
export type OperationView = z.input<typeof operationView>;

/** An operation whose outcome cannot be told yet: not known, or not yet readable. */
export const pendingView = ({ id, createdAt }: Operation): OperationView => ({
  id,
  state: 'pending',
  createdAt,
  completedAt: null,
  resource: null,
  problem: null,
  preview: null,
});

/** An operation with its outcome. @param href where the resource is read */
export function settledView(operation: Operation, href: string | null): OperationView {
  const { id, state, createdAt, completedAt, outcome } = operation;
  const resource = outcome?.resource ? { ...outcome.resource, href } : null;
  const problem = outcome?.refusal ? { rule: '', ...mutable(problemOfRefusal(outcome.refusal)) } : null;
  return { id, state, createdAt, completedAt, resource, problem, preview: previewViewOf(operation) };
}

const mutable = <T extends { readonly errors?: readonly Readonly<Record<string, unknown>>[] }>({
  errors,
  ...rest
}: T) => ({
  ...rest,
  ...(errors && { errors: [...errors] }),
});
