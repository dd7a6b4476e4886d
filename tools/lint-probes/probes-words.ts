import { saying } from './planted.js';
import type { Probe } from './probe.js';

const app = 'apps/license-pool/src';
const pure = [`${app}/domain/probe.ts`, `${app}/application/probe.ts`];
const adapter = `${app}/adapters/mongo/probe.ts`;
const module = `${app}/probe.module.ts`;

const decorated = `export const mark = (target: unknown): void => void target;
@mark
export class Probe { n = 1; }`;

/** Words that a place may not use: the clock, chance, the environment, decorators, barrels. */
export const wordProbes: readonly Probe[] = [
  ...saying('no-restricted-globals', pure, {
    'the time': 'export const now = (): number => Date.now();',
    'a date of now': 'export const now = () => new Date();',
    'a parsed date': "export const then = Date.parse('2026-01-01');",
    'the monotonic clock': 'export const now = (): number => performance.now();',
    'a timer': 'setTimeout(() => undefined, 1);',
    'a random id': 'export const id = () => crypto.randomUUID();',
    'the process': 'export const pid = process.pid;',
    'the network': "export const answer = fetch('x');",
  }),
  ...saying('no-restricted-properties', pure, { chance: 'export const dice = () => Math.random();' }),
  ...saying('no-restricted-syntax', pure, {
    'a dynamic import': "export const late = import('./pool.js');",
    'a decorator': decorated,
  }),
  ...saying('no-restricted-syntax', [`${app}/env.ts`, `${app}/main.ts`, 'libs/kernel/src/probe.ts'], {
    'a decorator': decorated,
  }),
  ...saying('no-restricted-syntax', ['libs/messages/src/probe.ts'], { 'a decorator': decorated }),
  ...saying('no-restricted-syntax', [...pure, adapter, module, `${app}/index.ts`], {
    'a barrel': "export * from './pool.js';",
    'a named barrel': "export { pool } from './pool.js';",
  }),
  ...saying('no-restricted-properties', [adapter, module, `${app}/main.ts`, 'libs/service/src/probe.ts'], {
    'the environment': 'export const home = process.env.HOME;',
    'the environment in brackets': "export const all = process['env'];",
    'the environment taken apart': 'export const { env } = process;',
  }),
  ...saying('@typescript-eslint/consistent-type-imports', pure, {
    'an imported type': "export type Late = import('mongoose').Model<unknown>;",
  }),
  ...saying(
    "'// eslint-disable-next-line' has no effect because you have 'noInlineConfig' setting in your config.",
    pure,
    { 'a rule switched off': '// eslint-disable-next-line\nexport const one = 1;' },
  ),
];
