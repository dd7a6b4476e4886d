import type { JsonSchema } from '@reservoir/messages';

/**
 * Who of the last release a change breaks: its *readers*, who get what is written now, or its *writers*, whose records
 * are read now.
 */
export type Direction = 'readers' | 'writers';

/** A place where something may be written that is not read. */
export interface Difference {
  readonly rule: string;
  /** JSON pointer into the data; `*` for every element of an array or record. */
  readonly path: string;
  readonly detail: string;
}

/** The two sides that meet on a topic at one place of the data. */
export interface Pair {
  /** What is written: the current schema for readers of the last release, the released one for its writers. */
  readonly written: JsonSchema;
  /** What is read: the other one. */
  readonly read: JsonSchema;
  readonly direction: Direction;
  readonly path: string;
}

/** One way in which a change breaks somebody; small, and with a planted violation in the spec. */
export type Rule = (pair: Pair) => readonly Difference[];

/** Differences of one rule at the pair's path. */
export const differ = (rule: string, pair: Pair, ...details: readonly string[]): readonly Difference[] =>
  details.map((detail) => ({ rule, path: pair.path || '/', detail }));
