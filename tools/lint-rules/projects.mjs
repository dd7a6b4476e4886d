/**
 * Which project may depend on which, and on which packages: the table of tags, as `@nx/enforce-module-boundaries`.
 * Every package.json names its tags (`nx.tags`): one `type:` and one `scope:`.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const testTools = ['@jest/globals', 'fast-check', 'canonicalize', 'ajv', 'undici', '@nestjs/testing'];
const servicePackages = [
  '@nestjs/*',
  '@fastify/*',
  'kafkajs',
  'mongoose',
  'zod',
  'rxjs',
  'reflect-metadata',
  'pino',
  'prom-client',
  'jose',
  'csv-stringify/*',
  'dataloader',
  'lru-cache',
  'p-limit',
  '@node-rs/crc32',
];

/** type → the types it may depend on, and the packages it may import (all of the root package.json if unnamed). */
const types = {
  kernel: { uses: [], packages: ['date-fns', '@date-fns/utc', 'uuid', ...testTools] },
  rules: { uses: ['kernel', 'testing'], packages: testTools },
  messages: { uses: ['kernel'], packages: ['zod', ...testTools] },
  platform: {
    uses: ['kernel', 'messages', 'platform', 'testing'],
    packages: [...servicePackages, ...testTools],
  },
  app: {
    uses: ['kernel', 'rules', 'messages', 'platform', 'testing'],
    packages: [...servicePackages, ...testTools],
  },
  testing: { uses: ['kernel', 'messages', 'platform', 'testing'] },
  tools: { uses: ['kernel', 'messages', 'platform', 'testing'] },
  e2e: { uses: ['kernel', 'messages', 'platform', 'testing', 'tools'] },
  bench: { uses: ['kernel', 'messages', 'platform', 'testing', 'tools'] },
  walks: { uses: ['kernel', 'app', 'testing'] },
};

const services = readdirSync(join(import.meta.dirname, '../../apps'));

/** scope → the scopes it may depend on. Each folder of apps/ is a scope, and two services never see each other. */
const scopes = {
  ...Object.fromEntries(services.map((service) => [service, [service, 'shared']])),
  shared: ['shared'],
  tools: ['tools', 'shared'],
  e2e: ['e2e', 'tools', 'shared'],
  bench: ['bench', 'tools', 'shared'],
  // Tests of several services at once, in memory: the one place that sees them all.
  walks: ['walks', ...services, 'shared'],
};

const byType = Object.entries(types).map(([type, { uses, packages }]) => ({
  sourceTag: `type:${type}`,
  onlyDependOnLibsWithTags: uses.map((used) => `type:${used}`),
  ...(packages ? { allowedExternalImports: packages.flatMap((name) => [name, `${name}/*`]) } : {}),
}));

const byScope = Object.entries(scopes).map(([scope, uses]) => ({
  sourceTag: `scope:${scope}`,
  onlyDependOnLibsWithTags: uses.map((used) => `scope:${used}`),
}));

/** The options of `@nx/enforce-module-boundaries`. The testing library serves the specs of the libraries it is made of. */
export const projectBoundaries = {
  depConstraints: [...byType, ...byScope],
  banTransitiveDependencies: true,
  ignoredCircularDependencies: [['tag:type:testing', '*']],
};
