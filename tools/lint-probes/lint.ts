import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Findings, Probe } from './probe.js';

const eslintHome = dirname(createRequire(import.meta.url).resolve('eslint/package.json'));

/** A single-run program would be made from disk, and thrown away because a probe's text differs. */
const parserOptions = { disallowAutomaticSingleRunInference: true };

/** Lints probes as text under the repository's own configuration. */
export interface Linter {
  lint(probe: Probe): Promise<Findings>;
}

/**
 * Two linters over eslint.config.mjs: the whole of it for probes of typed rules, and one without types for the others,
 * whose files do not exist.
 *
 * @param root the folder of eslint.config.mjs
 */
export function probeLinter(root: string): Linter {
  // Nx reads its project graph anew for every file unless the process looks like the eslint command.
  process.argv[1] = join(eslintHome, 'bin/eslint.js');
  const typed = new ESLint({
    cwd: root,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions } }],
  });
  const untyped = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });
  return {
    async lint(probe) {
      const eslint = probe.typed ? typed : untyped;
      const results = await eslint.lintText(probe.code, { filePath: probe.path, warnIgnored: true });
      return results.flatMap((result) => result.messages.map((said) => said.ruleId ?? said.message));
    },
  };
}
