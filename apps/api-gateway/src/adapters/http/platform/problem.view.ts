import { z } from 'zod';

/** Every answer of 4xx and 5xx (RFC 9457). */
export const problemView = z
  .object({
    type: z.string().describe('Where the kind of problem is described'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable: decide by this'),
    rule: z.string().optional().describe('The rule of the domain that refused'),
    detail: z.string(),
    errors: z.array(z.record(z.string(), z.unknown())).optional().describe('Every violation'),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
