import { importing, saying } from './planted.js';
import type { Probe } from './probe.js';

const app = 'apps/license-pool/src';

const allowedIn = (path: string, ...sources: string[]): Probe[] =>
  sources.map((source) => importing(source, path));

const imports: readonly Probe[] = [
  ...allowedIn(`${app}/domain/probe.ts`, './pool.js', '@reservoir/kernel', '@reservoir/catalog-rules'),
  ...allowedIn(`${app}/application/probe.ts`, './pools.js', '../domain/pool.js', '@reservoir/kernel'),
  ...allowedIn(
    `${app}/domain/probe.spec.ts`,
    './pool.js',
    '../testing/pools.js',
    '@jest/globals',
    'fast-check',
  ),
  ...allowedIn(
    `${app}/application/probe.spec.ts`,
    '../domain/pool.js',
    '../testing/pools.js',
    '@reservoir/testing',
  ),
  ...allowedIn(
    `${app}/adapters/kafka/probe.ts`,
    '@nestjs/common',
    'kafkajs',
    '../../application/pools.js',
    'zod',
  ),
  ...allowedIn(`${app}/adapters/mongo/probe.ts`, 'mongoose', '@reservoir/messaging', '../../domain/pool.js'),
  ...allowedIn(`${app}/adapters/mongo/probe.int.spec.ts`, '@reservoir/testing', '../../testing/pools.js'),
  ...allowedIn(
    `${app}/license-pool.module.ts`,
    '@nestjs/common',
    './adapters/mongo/pools.js',
    '@reservoir/service',
  ),
  ...allowedIn(`${app}/main.ts`, '@nestjs/core', './env.js', 'reflect-metadata'),
  ...allowedIn(`${app}/env.ts`, 'zod', 'node:process', '@reservoir/service'),
  ...allowedIn(`${app}/testing/pools.ts`, '@jest/globals', '@reservoir/testing', '../application/pools.js'),
  ...allowedIn(
    'walks/src/probe.ts',
    '@reservoir/contracts/testing/walk',
    '@reservoir/license-pool/testing/pools-in-memory',
    '@reservoir/kernel',
    'fast-check',
  ),
  ...allowedIn('libs/kernel/src/probe.ts', './clock.js', 'date-fns', '@date-fns/utc', 'uuid'),
  ...allowedIn('libs/kernel/src/ids.ts', 'uuid', 'node:crypto'),
  ...allowedIn('libs/messages/src/probe.ts', '@reservoir/kernel', 'zod'),
  ...allowedIn('libs/catalog-rules/src/probe.ts', '@reservoir/kernel', './choice.js'),
  ...allowedIn('libs/points-ledger/src/probe.ts', '@reservoir/kernel', './entry.js', 'node:crypto'),
  ...allowedIn(
    'libs/catalog-rules/src/probe.spec.ts',
    '@reservoir/testing/demo',
    '@jest/globals',
    'fast-check',
  ),
  ...allowedIn(
    'libs/messaging/src/probe.ts',
    '@reservoir/messages',
    'mongoose',
    'kafkajs',
    '@nestjs/microservices',
  ),
  ...allowedIn('libs/service/src/env.ts', 'zod', 'node:process'),
  ...allowedIn('libs/service/src/probe.int.spec.ts', '@reservoir/testing', '@reservoir/messaging'),
  ...allowedIn('libs/testing/src/probe.ts', '@reservoir/messaging', '@reservoir/service', '@jest/globals'),
  ...allowedIn('e2e/src/probe.e2e.spec.ts', '@reservoir/testing', '@reservoir/tools/platform', 'undici'),
  ...allowedIn(
    'bench/src/probe.ts',
    '@reservoir/tools/build',
    '@nestjs/microservices',
    'mongoose',
    'commander',
  ),
  ...allowedIn('tools/orders/probe.ts', '@reservoir/testing', '@reservoir/messages', 'commander'),
];

const environment = 'export const home = process.env.HOME;';
const readers = [
  'libs/service/src/env.ts',
  'libs/testing/src/probe.ts',
  'tools/orders/probe.ts',
  'e2e/src/probe.ts',
];

const words: readonly Probe[] = [
  ...saying(undefined, [`${app}/env.ts`, 'bench/src/probe.ts', ...readers], {
    'the environment': environment,
  }),
  ...saying(undefined, ['libs/kernel/src/clock.ts', `${app}/adapters/mongo/probe.ts`], {
    'the time': 'export const now = (): number => Date.now();',
    'a timer': 'setTimeout(() => undefined, 1);',
  }),
  ...saying(undefined, ['libs/messages/src/index.ts'], { 'a barrel': "export * from './orders.js';" }),
  ...saying(undefined, [`${app}/domain/probe.spec.ts`], {
    'a fixed date': 'export const then = new Date(0);',
    'a test that runs': "import { it } from '@jest/globals';\nit('runs', () => undefined);",
    'a cursor that skips': 'export const f = (c: { skip: (n: number) => void }) => { c.skip(1); };',
  }),
  ...saying(undefined, ['probe.config.mjs', 'libs/testing/src/global-setup.ts'], {
    'a default export': 'export default 1;',
  }),
  ...saying(undefined, [`${app}/adapters/http/probe.ts`], {
    'a decorator': "import { Controller } from '@nestjs/common';\n@Controller()\nexport class Probe {}",
  }),
  ...saying(undefined, [`${app}/probe.module.ts`], {
    'a decorator': "import { Module } from '@nestjs/common';\n@Module({})\nexport class ProbeModule {}",
  }),
];

/** The clean counterparts: what the same places may do. A rule that refuses everything fails here. */
export const cleanProbes: readonly Probe[] = [...imports, ...words];
