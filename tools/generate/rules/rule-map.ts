import { type Rule, type Section, sectionsOf } from './domain-rules.js';
import { type Mention, type Source, enforcingIn, testsIn } from './mentions.js';
import { isTest } from './sources.js';

/**
 * The sections of docs/domain.md whose rules must all be enforced and tested by now. Add a section here in the change that
 * completes it: from then on a rule of it without an enforcing line, or without a test, fails the check.
 */
export const completeSections: readonly number[] = [1, 2, 3, 4, 5, 6];

/** A rule, with all that names it. */
export interface RuleEntry extends Rule {
  readonly enforcing: readonly Mention[];
  readonly tests: readonly Mention[];
}

/** A section with its rules' entries. */
export interface MappedSection extends Section {
  readonly rules: readonly RuleEntry[];
}

/**
 * Which lines enforce each rule, and which tests name it.
 * @param domain the text of docs/domain.md
 */
export function ruleMap(domain: string, sources: readonly Source[]): readonly MappedSection[] {
  const enforcing = byRule(sources.filter(({ path }) => !isTest(path)).flatMap(enforcingIn));
  const tests = byRule(sources.filter(({ path }) => isTest(path)).flatMap((source) => testsIn(source)));
  return sectionsOf(domain).map((section) => ({
    ...section,
    rules: section.rules.map((rule) => ({
      ...rule,
      enforcing: enforcing.get(rule.id) ?? [],
      tests: tests.get(rule.id) ?? [],
    })),
  }));
}

/** What the complete sections lack: one line for each rule that is not enforced, or not tested. */
export function ruleGaps(
  sections: readonly MappedSection[],
  complete: readonly number[] = completeSections,
): readonly string[] {
  return sections
    .filter(({ number }) => complete.includes(number))
    .flatMap(({ rules }) => rules)
    .flatMap(({ id, sentence, enforcing, tests }) => [
      ...(enforcing.length === 0 ? [`${id} has no enforcing line (// ${id}): ${sentence}`] : []),
      ...(tests.length === 0 ? [`${id} has no test that names it: ${sentence}`] : []),
    ]);
}

function byRule(mentions: readonly Mention[]): ReadonlyMap<string, readonly Mention[]> {
  const map = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const known = map.get(mention.rule);
    if (known) known.push(mention);
    else map.set(mention.rule, [mention]);
  }
  return map;
}
