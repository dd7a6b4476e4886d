import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { apiKeyCreated } from '@reservoir/messages';
import { anApiKey } from '../../../testing/access-facts.js';
import { newApiKey } from '../platform/api-key-format.js';
import { TestGateway } from '../testing/gateway.js';

let gateway: TestGateway;
const perMinute = 20;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url, { perMinute });
});
afterAll(() => gateway.stop());

it('CO-7 who tries keys is stopped by its address, who holds one by the key alone', async () => {
  const key = newApiKey(newId());
  await gateway.tell(apiKeyCreated, anApiKey(key));
  const tries: number[] = [];
  for (let round = 0; round <= perMinute; round += 1)
    tries.push((await gateway.get('/v1/companies', newApiKey(newId()))).status);
  expect(tries).toEqual([...Array.from({ length: perMinute }, () => 401), 429]);
  const uses: number[] = [];
  for (let round = 0; round <= perMinute; round += 1)
    uses.push((await gateway.get('/v1/companies', key)).status);
  expect(uses).toEqual([...Array.from({ length: perMinute }, () => 200), 429]);
});
