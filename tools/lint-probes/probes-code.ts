import { saying } from './planted.js';
import type { Probe } from './probe.js';

const pool = 'apps/license-pool/src';
const adapter = `${pool}/adapters/mongo/probe.ts`;
const specs = [`${pool}/domain/probe.spec.ts`, 'e2e/src/probe.e2e.spec.ts', 'libs/kernel/src/probe.spec.ts'];
const tool = 'tools/orders/probe.ts';
/** A file that exists, for the rules that need types. */
const existing = 'tools/lint-probes/probe.ts';

const it = (call: string): string => `import { it } from '@jest/globals';\n${call}('x', () => undefined);`;
const alias = (call: string): string => `import { ${call} } from '@jest/globals';\n${call}('x', () => {});`;
const repeated = (line: string, count: number): string => Array<string>(count).fill(line).join('\n');
const lines = (count: number): string => repeated('export {};', count);
const functionOf = (count: number): string =>
  `export function f(): void {\n${repeated('f();', count - 2)}\n}`;
const branches = (count: number): string =>
  `export function f(n: number): number {\n${'if (n === 0) return 0;\n'.repeat(count - 1)}return n;\n}`;

const tests: readonly Probe[] = [
  ...saying('no-restricted-syntax', [...specs, `${pool}/testing/pools-suite.ts`], {
    'a skipped test': it('it.skip'),
    'a focused test': it('it.only'),
    'a test to do': it('it.todo'),
    'a test that may fail': it('it.failing'),
    'a focused table': it('it.only.each([1])'),
    'a focused test in brackets': it("it['only']"),
    'a skipped test by alias': alias('xit'),
    'a focused test by alias': alias('fit'),
    'a skipped group': alias('xdescribe'),
    'a focused group': alias('fdescribe'),
  }),
];

const habits: readonly Probe[] = [
  ...saying('@typescript-eslint/no-explicit-any', [adapter, specs[0] ?? '', tool], {
    any: 'export const n: any = 1;',
  }),
  ...saying('@typescript-eslint/ban-ts-comment', [adapter, tool], { ignored: '// @ts-ignore\nexport {};' }),
  ...saying('no-restricted-exports', [adapter, 'libs/kernel/src/probe.ts', 'e2e/src/probe.ts', tool], {
    'a default export': 'export default 1;',
  }),
  ...saying('no-console', [adapter, 'libs/service/src/probe.ts'], { 'the console': 'console.log(1);' }),
  ...saying('Unused eslint-disable directive (no problems were reported).', [adapter, tool], {
    'a directive without use': '// eslint-disable-next-line\nexport {};',
  }),
  ...saying('max-lines', [tool, 'e2e/src/probe.spec.ts', 'probe.config.mjs'], { '251 lines': lines(251) }),
  ...saying('max-lines-per-function', [tool, 'libs/testing/src/probe.ts'], {
    'a function of 41 lines': functionOf(41),
  }),
  ...saying('complexity', [tool], { '13 paths': branches(13) }),
  ...saying(undefined, [specs[0] ?? '', `${pool}/testing/probe.ts`, 'libs/messaging/testing/probe.ts'], {
    'a function of 41 lines': functionOf(41),
  }),
  ...saying(undefined, [tool], {
    '250 lines': lines(250),
    'a function of 40 lines': functionOf(40),
    '12 paths': branches(12),
  }),
];

const typed: readonly Probe[] = [
  ...saying('@typescript-eslint/no-floating-promises', [existing], {
    'a floating promise': 'export const f = () => Promise.resolve();\nf();',
  }),
  ...saying('@typescript-eslint/no-unsafe-return', [existing], {
    'a value of no type': "export const f = () => JSON.parse('1');",
  }),
  ...saying('@typescript-eslint/switch-exhaustiveness-check', [existing], {
    'a case forgotten': "export function f(s: 'a' | 'b'): void {\n  switch (s) {\n    case 'a':\n  }\n}",
  }),
].map((probe) => ({ ...probe, typed: true }));

/** Tests that do not run, habits and sizes. */
export const codeProbes: readonly Probe[] = [...tests, ...habits, ...typed];
