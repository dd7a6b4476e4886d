/** One root configuration: unit tests are pure; integration and e2e tests share one Kafka and one MongoDB. */
const base = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The export condition leads here too, but not when Jest looks for the tests that depend on a file.
    '^@reservoir/(catalog-rules|kernel|messages|messaging|points-ledger|service|testing)$':
      '<rootDir>/libs/$1/src/index.ts',
  },
  testEnvironmentOptions: { customExportConditions: ['@reservoir/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};
const ignored = ['/node_modules/', '/dist/', '/.data/'];
const withServers = {
  globalSetup: './libs/testing/src/global-setup.ts',
  globalTeardown: './libs/testing/src/global-teardown.ts',
};

export default {
  // two at a time, as the smallest machine has cores
  maxWorkers: 2,
  testTimeout: 60000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.spec.ts'],
      testPathIgnorePatterns: [...ignored, '\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    },
    {
      ...base,
      ...withServers,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.int.spec.ts'],
      testPathIgnorePatterns: ignored,
    },
    {
      ...base,
      ...withServers,
      displayName: 'e2e',
      testMatch: ['<rootDir>/e2e/**/*.e2e.spec.ts'],
      testPathIgnorePatterns: ignored,
    },
  ],
};
