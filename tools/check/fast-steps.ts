import type { Step } from './steps.js';

const isCode = (file: string): boolean => /\.(?:ts|mjs)$/.test(file);
const isTypeScript = (file: string): boolean => file.endsWith('.ts');

/** Jest's arguments for the unit tests that depend on these files. */
export function relatedTests(files: readonly string[]): readonly string[] {
  return ['--selectProjects', 'unit', '--findRelatedTests', ...files.filter(isTypeScript)];
}

/**
 * The inner loop over what changed. A step that has nothing to look at is left out.
 *
 * @param files paths from the root of the repository
 * @param tests the unit tests that depend on them
 */
export function fastSteps(files: readonly string[], tests: readonly string[]): readonly Step[] {
  const code = files.filter(isCode);
  const prettier = ['prettier', '--check', '--ignore-unknown', '--log-level', 'warn'] as const;
  const eslint = ['eslint', '--max-warnings', '0', '--no-warn-ignored', '--cache'] as const;
  const steps: readonly (Step & { readonly over: readonly string[] })[] = [
    {
      name: 'format',
      command: [...prettier, ...files],
      counting: 'exit',
      limitSeconds: 120,
      cores: 1,
      over: files,
    },
    {
      name: 'lint',
      command: [...eslint, '--cache-location', '.nx/eslint/', ...code],
      counting: 'exit',
      limitSeconds: 240,
      cores: 1,
      over: code,
    },
    {
      name: 'typecheck',
      command: ['npm', 'run', '--silent', 'typecheck'],
      counting: 'exit',
      limitSeconds: 240,
      cores: 1,
      over: files.filter(isTypeScript),
    },
    {
      name: 'unit',
      command: ['npm', 'run', '--silent', 'jest', '--', ...relatedTests(files)],
      counting: 'jest',
      limitSeconds: 240,
      cores: 2,
      over: tests,
    },
  ];
  return steps.filter(({ over }) => over.length > 0);
}
