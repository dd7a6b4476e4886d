import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootFolder } from './apps.js';
import { buildApps } from './build-apps.js';

/** A workspace of one app and one library. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "target": "es2023" } }',
  'apps/greeter/src/main.ts': `
    import { z } from 'zod';
    import { greeting } from '@reservoir/words';
    const mark = (type: new () => object): void => console.log(type.name);
    @mark
    class Greeter {}
    console.log(greeting(z.string().parse('world')), new Greeter().constructor.name);`,
  'apps/no-main/src/other.ts': '',
  'node_modules/@reservoir/words/package.json': `{ "type": "module",
    "exports": { ".": { "@reservoir/source": "./index.ts" } } }`,
  'node_modules/@reservoir/words/index.ts':
    'export const greeting = (name: string): string => `hello ${name}`;',
};

describe('buildApps', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'build-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    symlinkSync(join(rootFolder, 'node_modules', 'zod'), join(root, 'node_modules', 'zod'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('makes one bundle per app, our libraries inside, packages outside, that runs', async () => {
    const [built, ...more] = await buildApps(undefined, root);
    expect(more).toEqual([]);
    expect(built).toMatchObject({ name: 'greeter', file: join(root, 'dist/apps/greeter/main.js') });
    const code = readFileSync(built?.file ?? '', 'utf8');
    expect(code).toMatch(/from "zod"/);
    expect(code).not.toMatch(/from "@reservoir/);
    expect(code).toMatch(/sourceMappingURL=main\.js\.map/);
    const output = execFileSync(process.execPath, [built?.file ?? ''], { encoding: 'utf8', env: {} });
    expect(output).toBe('Greeter\nhello world Greeter\n');
  });

  test('refuses an app that does not exist', async () => {
    await expect(buildApps(['greeter', 'no-main'], root)).rejects.toThrow(
      'no such app: no-main (there are greeter)',
    );
  });
});
