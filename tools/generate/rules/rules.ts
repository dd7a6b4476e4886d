import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MappedSection, ruleMap } from './rule-map.js';
import { sourcesThatNameRules } from './sources.js';

/** The rules of docs/domain.md with what enforces and tests them, as the repository stands. */
export async function rulesOf(root: string): Promise<readonly MappedSection[]> {
  const domain = await readFile(join(root, 'docs/domain.md'), 'utf8');
  return ruleMap(domain, await sourcesThatNameRules(root));
}
