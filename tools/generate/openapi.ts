import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const program = 'apps/api-gateway/src/adapters/http/print-openapi.ts';
const maxBytes = 16 * 1024 * 1024;
const limitMs = 90_000;

/**
 * The OpenAPI document of the gateway, which prints it by itself: no tool imports an app.
 * @param root of the repository
 */
export async function openApiDocument(root: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@reservoir/source', '--import', 'tsx', program],
    { cwd: root, maxBuffer: maxBytes, timeout: limitMs },
  );
  return JSON.parse(stdout);
}
