import type { Probe } from './probe.js';

/** A probe whose whole offence is to import one name from `source`. */
export function importing(source: string, path: string, ...rules: string[]): Probe {
  return {
    name: `${rules.length === 0 ? 'may' : 'must not'} import ${source}`,
    path,
    code: `import { thing } from '${source}';\nexport const probe = [thing];\n`,
    rules,
  };
}

/**
 * Each piece of code at each path.
 *
 * @param rule the rule that refuses it, or undefined if it must pass
 * @param codes what is said, by its name
 */
export function saying(
  rule: string | undefined,
  paths: readonly string[],
  codes: Readonly<Record<string, string>>,
): Probe[] {
  const rules = rule === undefined ? [] : [rule];
  return Object.entries(codes).flatMap(([name, code]) =>
    paths.map((path) => ({ name, path, code: `${code}\n`, rules })),
  );
}
