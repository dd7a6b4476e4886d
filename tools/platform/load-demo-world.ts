import { createHash } from 'node:crypto';
import { demoCatalog } from '@reservoir/testing/demo';
import { type Answer, type Api, bodyOf } from './api.js';
import { demoCompanies } from './demo-companies.js';

/**
 * Loads the demonstration world through the gateway, as an operator would. What is there already stays.
 * @throws Error with the problem that the gateway told.
 */
export async function loadDemoWorld(
  operator: Api,
  onProgress: (line: string) => void = () => undefined,
): Promise<void> {
  const created = [];
  for (const company of demoCompanies) created.push(await put(operator, 'POST', '/v1/companies', company));
  onProgress(`${created.length} companies: distributors, partners of two tiers, customers`);
  const { families, products, modules, assortments, prices } = demoCatalog;
  for (const body of families) await publish(operator, 'families', body);
  for (const { retired: _, ...body } of products) await publish(operator, 'products', body);
  for (const { retired: _, ...body } of modules) await publish(operator, 'modules', body);
  onProgress(`${products.length} products and ${modules.length} modules of one family`);
  for (const { distributorId, ...body } of assortments)
    await put(operator, 'PUT', `/v1/catalog/assortments/${distributorId}`, body);
  for (const { distributorId, ...body } of prices)
    await put(operator, 'PUT', `/v1/catalog/prices/${distributorId}`, body);
  onProgress(`assortments and prices of ${assortments.length} distributors`);
}

/** Draft, then publish, unless it was published before. */
async function publish(api: Api, kind: string, { id, ...body }: { readonly id: string }): Promise<void> {
  const path = `/v1/catalog/${kind}/${id}`;
  if ((await api.get(path)).status === 200) return;
  const draft = bodyOf<{ readonly revision: number }>(await api.send('PUT', `${path}/draft`, body), path);
  bodyOf(await api.send('POST', `${path}/publish`, { revision: draft.revision }), path);
}

async function put(api: Api, method: 'POST' | 'PUT', path: string, body: unknown): Promise<Answer> {
  const hash = createHash('sha256')
    .update(`${method} ${path} ${JSON.stringify(body)}`)
    .digest('hex')
    .slice(0, 32);
  const answer = await api.send(method, path, body, `demo-${hash}`);
  const isThere = answer.status === 409 && (answer.body as { code?: string }).code === 'company-exists';
  if (answer.status > 201 && !isThere)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
