import { importing } from './planted.js';
import type { Probe } from './probe.js';

const rule = 'no-restricted-imports';
const domain = 'apps/license-pool/src/domain/probe.ts';
const application = 'apps/license-pool/src/application/probe.ts';
const kafka = 'apps/license-pool/src/adapters/kafka/probe.ts';
const mongo = 'apps/license-pool/src/adapters/mongo/probe.ts';
const module = 'apps/license-pool/src/license-pool.module.ts';
const env = 'apps/license-pool/src/env.ts';
const fixtures = 'apps/license-pool/src/testing/pools.ts';
const kernel = 'libs/kernel/src/probe.ts';
const messages = 'libs/messages/src/probe.ts';

const refusedBy = (path: string, ...sources: string[]): Probe[] =>
  sources.map((source) => importing(source, path, rule));

/** Both by their folder and by their project's tags. */
const refusedTwice = (path: string, ...sources: string[]): Probe[] =>
  sources.map((source) => importing(source, path, rule, '@nx/enforce-module-boundaries'));

const spec = (path: string): string => path.replace('.ts', '.spec.ts');

/** Folders: which way imports run inside a project. */
export const folderProbes: readonly Probe[] = [
  ...refusedBy(domain, '../application/pools.js', '../adapters/mongo/pools.js', '../env.js', './../env.js'),
  ...refusedBy(domain, '@nestjs/common', 'mongoose', 'kafkajs', 'zod', 'node:crypto', 'fs'),
  ...refusedBy(domain, '@reservoir/messages', '@reservoir/testing', '../testing/fixtures.js'),
  ...refusedBy(application, '../adapters/mongo/pools.js', '../domain/../env.js', '../env.js'),
  ...refusedBy(application, '@nestjs/common', 'mongoose', 'zod', 'node:crypto', '@reservoir/messaging'),
  ...refusedBy(application, '@reservoir/testing', '../testing/fixtures.js'),
  ...refusedBy(
    spec(domain),
    '../application/pools.js',
    '../adapters/mongo/pools.js',
    '@nestjs/testing',
    'mongoose',
  ),
  ...refusedBy(spec(application), '../adapters/mongo/pools.js', '@nestjs/testing', 'kafkajs'),
  ...refusedBy(
    kafka,
    '../mongo/pools.js',
    '../../adapters/mongo/pools.js',
    '@reservoir/testing',
    '@nestjs/testing',
  ),
  ...refusedBy(
    mongo,
    '../kafka/records.js',
    '../../adapters/kafka/records.js',
    'fast-check',
    '../../testing/fixtures.js',
  ),
  ...refusedBy(spec(kafka), '../mongo/pools.js'),
  ...refusedBy(spec(mongo), '../kafka/records.js'),
  ...refusedBy(module, '@reservoir/testing', '@jest/globals', './testing/fixtures.js', 'node:process'),
  ...refusedBy('apps/license-pool/src/main.ts', '@reservoir/testing', 'process'),
  ...refusedBy(
    'apps/license-pool/src/read-models.ts',
    '@nestjs/common',
    'mongoose',
    '@reservoir/testing',
    'process',
  ),
  ...refusedBy(env, '@nestjs/common', 'mongoose', 'kafkajs', '@reservoir/testing'),
  ...refusedBy(fixtures, '@nestjs/common', 'mongoose', 'kafkajs'),
  ...refusedBy(kernel, 'node:crypto', 'fast-check'),
  ...refusedBy('libs/kernel/src/ids.ts', 'node:fs', './clock.js'),
  ...refusedTwice(kernel, '@reservoir/messages', '@reservoir/testing', 'zod', 'mongoose', '@nestjs/common'),
  ...refusedBy(messages, 'node:fs', 'fast-check'),
  ...refusedTwice(messages, '@reservoir/messaging', '@reservoir/testing', 'uuid', '@nestjs/common'),
  ...refusedBy('libs/catalog-rules/src/probe.ts', 'node:crypto', 'fast-check', '@reservoir/testing/demo'),
  ...refusedTwice('libs/catalog-rules/src/probe.ts', '@reservoir/messages', 'zod'),
  ...refusedBy('libs/points-ledger/src/probe.ts', 'node:fs', 'fast-check', '@reservoir/testing/demo'),
  ...refusedTwice('libs/points-ledger/src/probe.ts', '@reservoir/messages', 'zod'),
  ...refusedBy('libs/messaging/src/probe.ts', '@reservoir/testing', './testing/fixtures.js', 'node:process'),
  ...refusedBy('libs/service/src/env.ts', '@reservoir/testing'),
];
