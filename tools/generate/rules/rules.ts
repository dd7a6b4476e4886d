import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CaseMap, caseGaps, caseMap } from './case-map.js';
import { type MappedSection, ruleGaps, ruleMap } from './rule-map.js';
import { sourcesThatNameSomething } from './sources.js';

/** The rules and the cases of docs/domain.md with what enforces and tests them. */
export interface Rules {
  readonly sections: readonly MappedSection[];
  readonly cases: CaseMap;
}

/** As the repository stands. */
export async function rulesOf(root: string): Promise<Rules> {
  const domain = await readFile(join(root, 'docs/domain.md'), 'utf8');
  const sources = await sourcesThatNameSomething(root);
  return { sections: ruleMap(domain, sources), cases: caseMap(domain, sources) };
}

/** What lacks code or test: one line for each. */
export const gapsOf = ({ sections, cases }: Rules): readonly string[] => [
  ...ruleGaps(sections),
  ...caseGaps(cases),
];
