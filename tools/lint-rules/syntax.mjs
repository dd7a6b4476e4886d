/**
 * Which folder may say what: decorators, barrels, clocks, the environment, skipped tests.
 * As in folders.mjs, a later entry replaces an earlier one for the files it names.
 */
const decorator = {
  selector: 'Decorator',
  message: 'Decorators belong to adapters/ and *.module.ts.',
};
const barrel = {
  selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
  message: 'No barrels inside an app: import from the file that defines it.',
};
const dynamicImport = {
  selector: 'ImportExpression',
  message: 'Domain and application import statically.',
};
const testCall = '/^(?:it|test|describe)$/';
const notRun = '/^(?:skip|only|todo|failing)$/';
const skipped = {
  selector: [
    `MemberExpression[object.name=${testCall}][property.name=${notRun}]`,
    `MemberExpression[object.object.name=${testCall}][property.name=${notRun}]`,
    `MemberExpression[object.name=${testCall}][property.value=${notRun}]`,
    'CallExpression[callee.name=/^(?:xit|xtest|xdescribe|fit|fdescribe)$/]',
  ].join(', '),
  message: 'Every test runs: no skip, only, todo or failing.',
};

const syntax = (files, ...refused) => ({ files, rules: { 'no-restricted-syntax': ['error', ...refused] } });

const noGlobal = (name) => ({
  name,
  message: 'Time, ids and the outside are arguments in domain and application.',
});
const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read in env.ts only.',
};
const random = {
  object: 'Math',
  property: 'random',
  message: 'Chance is an argument in domain and application.',
};
const outside = [
  'Date',
  'process',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
];

const pure = ['apps/*/src/domain/**/*.ts', 'apps/*/src/application/**/*.ts'];
const specs = ['**/*.spec.ts'];

/** The entries for eslint.config.mjs, from the general to the particular. */
export const syntaxBoundaries = [
  syntax(['**/*.ts'], skipped),
  syntax(['libs/{kernel,messages}/src/**/*.ts'], skipped, decorator),
  syntax(['apps/*/src/**/*.ts'], skipped, decorator, barrel),
  syntax(['apps/*/src/*.module.ts', 'apps/*/src/adapters/**/*.ts'], skipped, barrel),
  syntax(pure, skipped, decorator, barrel, dynamicImport),
  {
    files: ['{apps,libs}/*/src/**/*.ts'],
    ignores: ['**/env.ts', 'libs/testing/**'],
    rules: { 'no-restricted-properties': ['error', environment] },
  },
  {
    files: pure,
    ignores: specs,
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-restricted-properties': ['error', environment, random],
      'no-restricted-globals': ['error', ...outside.map(noGlobal)],
    },
  },
];
