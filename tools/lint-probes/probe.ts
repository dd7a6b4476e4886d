/** A piece of code, the place it pretends to stand at, and the rules that must refuse it. */
export interface Probe {
  readonly name: string;
  /** From the root of the repository. The file need not exist, unless `typed`. */
  readonly path: string;
  readonly code: string;
  /** Exactly the rules that speak: mostly one; none for a clean counterpart, which must pass. */
  readonly rules: readonly string[];
  /** Whether the rule needs types: then `path` names a file that exists, because TypeScript reads the project from disk. */
  readonly typed?: boolean;
}

/** What the linter said about a probe: the id of each rule that spoke, or the message where no rule has an id. */
export type Findings = readonly string[];

/**
 * Judges a probe by what the linter said.
 *
 * @returns why it failed, or undefined if exactly the expected rules spoke
 */
export function fault(probe: Probe, findings: Findings): string | undefined {
  const said = [...new Set(findings)];
  const asExpected = said.length === probe.rules.length && said.every((rule) => probe.rules.includes(rule));
  return asExpected ? undefined : `expected ${list(probe.rules)}, got ${list(said)}`;
}

const list = (rules: readonly string[]): string => rules.join(', ') || 'none';
