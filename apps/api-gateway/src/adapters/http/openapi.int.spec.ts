import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestGateway } from './testing/gateway.js';

type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

let gateway: TestGateway;
let document: Document;
const routes: string[] = [];

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url, { onRoute: (route) => routes.push(route) });
  document = (await gateway.call('GET', '/openapi.json')).body as unknown as Document;
});
afterAll(() => gateway.stop());

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and passes the recommended rules of Redocly', async () => {
    expect(document.openapi).toMatch(/^3\.1/);
    const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(document));
      const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['node_modules/@redocly/cli/bin/cli.js', 'lint', file, '--format', 'json'],
        { env },
      );
      const { totals } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { totals: { errors: number } };
      expect(totals).toMatchObject({ errors: 0, warnings: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('holds every route, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = routes.filter((route) => !/^HEAD|\/docs|\/openapi.json|\*/.test(route));
    // `::` is how a route says `:`
    const named = served.map((route) => route.replaceAll(/(?<!:):(\w+)/g, '{$1}').replaceAll('::', ':'));
    expect(documented.sort()).toEqual(named.sort());
    expect(documented.length).toBeGreaterThan(30);
  });

  it('is shown by Swagger UI, from here', async () => {
    const page = await gateway.call('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('swagger-ui');
    expect(page.text).not.toMatch(/(src|href)="https?:/);
    expect((await gateway.call('GET', '/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});
