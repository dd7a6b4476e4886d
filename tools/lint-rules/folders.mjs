/**
 * Which folder may import what: `no-restricted-imports`, one list of refusals per kind of file.
 * A later entry replaces an earlier one for the files it names, so every entry states its whole list.
 */
const refuse = (regex, message) => ({ regex, message });

/** Refuses every import that none of the given patterns (regular expressions from the start) allows. */
const only = (message, ...allowed) => refuse(`^(?!${allowed.map((one) => `(?:${one})`).join('|')})`, message);

const kernel = '@reservoir/kernel$';
const rules = '@reservoir/(?:catalog-rules|points-ledger)$';
const beside = '\\./(?!.*\\.\\.)';
const below = (folder) => `\\.\\./${folder}/(?!.*\\.\\.)`;
/** From a folder of the domain to its neighbours: one step up, no further. */
const insideDomain = '\\.\\./(?!.*\\.\\.)';
const testTools = ['@jest/globals$', 'fast-check$', '@reservoir/testing$', 'node:', below('testing')];

const testsOnly = refuse(
  '^(?:@reservoir/testing|@jest/globals|@nestjs/testing|fast-check)(?:/|$)|^\\.{1,2}/(?:.*/)?testing/',
  'Test helpers are for specs and testing/ folders.',
);
const framework = refuse(
  '^(?:@nestjs/|@fastify/|kafkajs|mongoose|mongodb|rxjs)',
  'Nest, kafkajs and mongoose live in adapters/, *.module.ts and main.ts.',
);
const processModule = refuse('^(?:node:)?process$', 'The environment is read in env.ts only.');
const mongo = refuse(
  '^\\.{1,2}/(?:.*/)?mongo(?:/|$)',
  'adapters/kafka and adapters/mongo never import each other.',
);
const kafka = refuse(
  '^\\.{1,2}/(?:.*/)?kafka(?:/|$)',
  'adapters/kafka and adapters/mongo never import each other.',
);

const domain = 'The domain imports ./, @reservoir/kernel and the libraries of rules only.';
const application =
  'The application imports ./, ../domain/, @reservoir/kernel and the libraries of rules only.';

const folder = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': patterns.length > 0 ? ['error', { patterns }] : 'off' },
});

/** The entries for eslint.config.mjs, from the general to the particular. */
export const folderBoundaries = [
  folder(['apps/*/src/**/*.ts'], testsOnly, processModule, framework),
  folder(['apps/*/src/{main,*.module}.ts', 'apps/*/src/adapters/**/*.ts'], testsOnly, processModule),
  folder(['apps/*/src/env.ts'], testsOnly, framework),
  folder(['apps/*/src/domain/**/*.ts'], only(domain, beside, kernel, rules)),
  folder(['apps/*/src/domain/*/*.ts'], only(domain, beside, insideDomain, kernel, rules)),
  folder(['apps/*/src/application/**/*.ts'], only(application, beside, below('domain'), kernel, rules)),
  folder(['apps/*/src/adapters/kafka/**/*.ts'], testsOnly, processModule, mongo),
  folder(['apps/*/src/adapters/mongo/**/*.ts'], testsOnly, processModule, kafka),
  folder(['libs/*/src/**/*.ts'], testsOnly, processModule),
  folder(['libs/*/src/env.ts'], testsOnly),
  folder(
    ['libs/kernel/src/**/*.ts'],
    only(
      'The kernel imports date arithmetic and uuid only.',
      '\\.{1,2}/',
      'date-fns(?:/|$)',
      '@date-fns/utc$',
      'uuid$',
    ),
  ),
  folder(['libs/kernel/src/ids.ts'], only('Ids import uuid and hashing only.', 'uuid$', 'node:crypto$')),
  folder(
    ['libs/catalog-rules/src/**/*.ts'],
    only('Catalog rules import ./ and the kernel only.', beside, kernel),
  ),
  folder(
    ['libs/points-ledger/src/**/*.ts'],
    only('The points ledger imports ./, the kernel and hashing only.', beside, kernel, 'node:crypto$'),
  ),
  folder(
    ['libs/messages/src/**/*.ts'],
    only('Messages import the kernel and zod only.', '\\.{1,2}/', kernel, 'zod$'),
  ),
  folder(['libs/testing/src/**/*.ts']),
  folder(['{apps,libs}/*/src/**/*.spec.ts', '{apps,libs}/*/src/**/testing/**/*.ts']),
  folder(['apps/*/src/testing/**/*.ts'], framework),
  folder(['apps/*/src/domain/**/*.spec.ts'], only(domain, beside, kernel, rules, ...testTools)),
  folder(
    ['apps/*/src/domain/*/*.spec.ts'],
    only(domain, beside, insideDomain, kernel, rules, '\\.\\./\\.\\./testing/(?!.*\\.\\.)', ...testTools),
  ),
  folder(
    ['apps/*/src/application/**/*.spec.ts'],
    only(application, beside, below('domain'), kernel, rules, ...testTools),
  ),
  folder(['apps/*/src/adapters/kafka/**/*.spec.ts'], mongo),
  folder(['apps/*/src/adapters/mongo/**/*.spec.ts'], kafka),
];
