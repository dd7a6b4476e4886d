import { type DomainCase, caseNumbers, domainCasesOf } from './domain-cases.js';
import { type Mention, type Source, testsIn } from './mentions.js';
import { isTest } from './sources.js';

/** How much runs in a test: pure decisions, one service on real servers, or the whole system. */
export const levels = ['decisions', 'one service', 'the whole system'] as const;
export type Level = (typeof levels)[number];

/** A case with the tests that name it in their titles. */
export interface MappedCase extends DomainCase {
  readonly tests: Readonly<Record<Level, readonly Mention[]>>;
}

/** Both lists of docs/domain.md, with their tests. */
export interface CaseMap {
  readonly cases: readonly MappedCase[];
  readonly sequences: readonly MappedCase[];
}

/**
 * Which tests play each worked case, and each sequence.
 * @param domain the text of docs/domain.md
 */
export function caseMap(domain: string, sources: readonly Source[]): CaseMap {
  const mentions = sources
    .filter(({ path }) => isTest(path))
    .flatMap((source) => testsIn(source, caseNumbers));
  const mapped = (one: DomainCase): MappedCase => {
    const own = mentions.filter(({ rule }) => rule === one.id);
    const at = (level: Level) => own.filter(({ path }) => levelOf(path) === level);
    return {
      ...one,
      tests: {
        decisions: at('decisions'),
        'one service': at('one service'),
        'the whole system': at('the whole system'),
      },
    };
  };
  const { cases, sequences } = domainCasesOf(domain);
  return { cases: cases.map(mapped), sequences: sequences.map(mapped) };
}

/** One line for each case and sequence that no test names. */
export function caseGaps({ cases, sequences }: CaseMap): readonly string[] {
  return [...cases, ...sequences]
    .filter(({ tests }) => levels.every((level) => tests[level].length === 0))
    .map(({ id, sentence }) => `${id} has no test that names it: ${sentence}`);
}

/** Suites of a port stand in testing/: they run on real servers, too. */
function levelOf(path: string): Level {
  if (path.startsWith('e2e/')) return 'the whole system';
  return path.endsWith('.int.spec.ts') || path.includes('/testing/') ? 'one service' : 'decisions';
}
