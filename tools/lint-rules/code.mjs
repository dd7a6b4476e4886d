/** How code reads, wherever it stands: typed strict rules, sizes, and what tests are spared. */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = [
  '**/*.spec.ts',
  'e2e/src/**/*-suite.ts',
  '{apps,libs}/*/src/**/testing/**/*.ts',
  '{apps,libs}/*/testing/**/*.ts',
  'walks/src/**/*.ts',
];

/** The typed strict preset, less what fights readable code. */
const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-confusing-void-expression': 'off', // `return this.park(record)` is a guard that reads well
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // options of Nest and mongoose are classes, given as literals
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  '@typescript-eslint/prefer-optional-chain': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/unbound-method': 'off', // kafkajs and Nest hand out functions to take apart; our own classes bind theirs
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

const blank = { skipBlankLines: true, skipComments: true };

const sizes = {
  complexity: ['error', 12],
  'max-lines': ['error', { max: 250, ...blank }],
  'max-lines-per-function': ['error', { max: 40, ...blank }],
};

/** What Node offers to a script that TypeScript does not read. */
const scriptGlobals = Object.fromEntries(
  [
    'process',
    'console',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'URL',
    'Buffer',
    'fetch',
  ].map((name) => [name, 'readonly']),
);

const habits = {
  eqeqeq: 'error',
  'no-restricted-exports': [
    'error',
    {
      restrictDefaultExports: {
        direct: true,
        named: true,
        defaultFrom: true,
        namedFrom: true,
        namespaceFrom: true,
      },
    },
  ],
};

/** What a test may do and code may not: index without asking, answer at once where a promise is due. */
const spared = {
  'max-lines-per-function': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/require-await': 'off',
};

/** The entries for eslint.config.mjs. @param {string} root where tsconfig.json stands */
export const codeRules = (root) =>
  defineConfig(
    {
      files: ['**/*.ts'],
      extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
      rules: { ...typed, ...sizes, ...habits },
    },
    {
      files: ['**/*.mjs'],
      extends: [js.configs.recommended],
      languageOptions: { globals: scriptGlobals },
      rules: sizes,
    },
    { files: ['apps/**/*.ts', 'libs/**/*.ts'], rules: { 'no-console': 'error' } },
    { files: tests, rules: spared },
    {
      // Jest loads these by their default export.
      files: ['libs/testing/src/global-{setup,teardown}.ts'],
      rules: { 'no-restricted-exports': 'off' },
    },
  );
