import { z } from 'zod';
import type { Position } from '../../mongo/keyset.js';
import { Problem } from './problem.js';

const position = z
  .array(z.union([z.string().max(512), z.number()]))
  .min(1)
  .max(4);

/** A position as callers carry it; opaque to them. */
export const cursorOf = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url');

/**
 * Reads a cursor. What it says is a place in a list only: who may read the list is asked anew with every page.
 * @param fields how many sort fields the list has
 * @throws Problem invalid-cursor
 */
export function positionFrom(cursor: string, fields: number): Position {
  try {
    const parsed = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parsed.length === fields) return parsed;
  } catch {
    // Answered below, whatever was wrong with it.
  }
  throw new Problem('invalid-cursor', {
    detail: 'Use the cursor of the Link header of the page before, as it is.',
  });
}
