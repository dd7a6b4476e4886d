import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names that no other test file, and no other run on the same servers, uses. */
export interface UniqueNames {
  /** What all of them start with: the file's base name and a random part. */
  readonly prefix: string;
  /** A database of this file; one per service when it is asked for by name. */
  database(service?: string): string;
  topic(name: string): string;
  group(name: string): string;
}

/** MongoDB allows 63 bytes; this leaves room for a service's name. */
const longestPrefix = 40;

/**
 * Names for one test file, readable in a failure: `uniqueNames(import.meta.url)` in `claim-lane.int.spec.ts` gives
 * `claim-lane-3f9c2a…`.
 */
export function uniqueNames(fileUrl: string): UniqueNames {
  const file = basename(fileURLToPath(fileUrl)).replace(/\.(int\.|e2e\.)?spec\.[cm]?[jt]s$/, '');
  const base = file.replaceAll(/[^\w-]/g, '-').slice(0, longestPrefix - 7);
  const prefix = `${base}-${randomBytes(3).toString('hex')}`;
  return {
    prefix,
    database: (service) => (service ? `${prefix}-${service}` : prefix).slice(0, 63),
    topic: (name) => `${prefix}.${name}`,
    group: (name) => `${prefix}.${name}`,
  };
}
