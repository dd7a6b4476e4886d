/**
 * What every file is held to; the rules stand in tools/lint-rules, and tools/lint-probes proves that they fire.
 * The project boundaries read Nx's cached project graph and pass everything where there is none: it is made here if missing,
 * and anew by `npm run lint`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import nx from '@nx/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import { codeRules } from './tools/lint-rules/code.mjs';
import { folderBoundaries } from './tools/lint-rules/folders.mjs';
import { projectBoundaries } from './tools/lint-rules/projects.mjs';
import { syntaxBoundaries } from './tools/lint-rules/syntax.mjs';

const root = import.meta.dirname;
if (!existsSync(join(root, '.nx/workspace-data/project-graph.json'))) {
  execFileSync('npm', ['run', '--silent', 'graph'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

export default defineConfig(
  globalIgnores(['**/dist/', '**/generated/', '.data/', '.nx/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  codeRules(root),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', projectBoundaries] },
  },
  folderBoundaries,
  syntaxBoundaries,
);
