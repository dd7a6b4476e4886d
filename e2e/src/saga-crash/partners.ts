import { randomUUID } from 'node:crypto';
import { type Api, type Platform, apiOf, bodyOf } from '@reservoir/tools/platform';

/** Who calls the gateway; what it asks for carries the name of a saga in its correlation id. */
export interface Caller {
  readonly id: string;
  asking(saga: string): Api;
}

/** A caller with total control over a company. */
export async function callerOf({ url, issuer }: Platform, id: string): Promise<Caller> {
  const token = await issuer.token({ company: id, role: 'total-control' });
  return {
    id,
    asking: (saga) => apiOf(url, token, () => ({ 'x-request-id': `${saga}.${randomUUID()}` })),
  };
}

/** The partners between which customers move: two of one distributor, one of another. */
const places = [
  { id: 'saga-left', parentId: 'distributor-one' },
  { id: 'saga-right', parentId: 'distributor-one' },
  { id: 'saga-far', parentId: 'distributor-two' },
] as const;

/** A partner, and whose it is. */
export interface Partner extends Caller {
  readonly distributorId: string;
}

/** Makes the partners. */
export async function createPartners(platform: Platform): Promise<readonly Partner[]> {
  return Promise.all(
    places.map(async ({ id, parentId }) => {
      const distributor = await callerOf(platform, parentId);
      const company = { id, type: 'partner', name: id, parentId };
      bodyOf(await distributor.asking('company').send('POST', '/v1/companies', company), id);
      return { ...(await callerOf(platform, id)), distributorId: parentId };
    }),
  );
}
