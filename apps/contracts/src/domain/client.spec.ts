import { describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import { aContract } from '../testing/a-contract.js';
import { afterChange, claimAt, newClient, operationInFlight } from './client.js';
import type { Contract } from './contract.js';

const end = '2027-11-21';
const client = newClient('customer-one');
const draft = (id: string, changes: Partial<Contract> = {}) =>
  aContract({ id, state: 'draft', activatedAt: null, ...changes });
const listed = (id: string) => ({ id, kind: 'product', sku: 'endpoint-security:a-la-carte', end });
const change = (contracts: readonly Contract[], more = {}) => ({ familyId: 'endpoint', contracts, ...more });
const one = afterChange(client, change([draft('c-1')], { begun: 'o-1' }));

describe('CT-5 the claim of a family', () => {
  it('lists what is being assigned, and CT-19 marks the operation', () => {
    expect(one).toMatchObject({
      version: 1,
      claims: [
        {
          familyId: 'endpoint',
          mode: 'commercial',
          product: 'endpoint-security',
          protectionModel: 'a-la-carte',
          contracts: [listed('c-1')],
        },
      ],
    });
    expect(operationInFlight(one, 'endpoint')).toBe('o-1');
    expect(operationInFlight(one, 'email')).toBeUndefined();
  });

  it('is shared by further contracts of the same product', () => {
    const two = afterChange(
      one,
      change([aContract({ id: 'c-1' }), draft('c-2')], { ended: 'o-1', begun: 'o-2' }),
    );
    expect(two.claims[0]?.contracts).toEqual([listed('c-1'), listed('c-2')]);
    expect(two.inFlight).toEqual([{ familyId: 'endpoint', operationId: 'o-2' }]);
  });

  it('stands beside the claims of other families and of trials', () => {
    const email = draft('c-2', { familyId: 'email' });
    const two = afterChange(one, { familyId: 'email', contracts: [email] });
    const three = afterChange(two, change([draft('c-1'), draft('c-3', { mode: 'trial' })]));
    expect(three.claims.map(({ familyId, mode }) => [familyId, mode])).toEqual([
      ['email', 'commercial'],
      ['endpoint', 'commercial'],
      ['endpoint', 'trial'],
    ]);
  });

  it.each(['cancelled', 'superseded', 'expired'] as const)('goes with its last contract: %s', (state) =>
    expect(afterChange(one, change([draft('c-1', { state })], { ended: 'o-1' }))).toMatchObject({
      version: 2,
      claims: [],
      inFlight: [],
    }),
  );

  it('stays with the product that is live while another is on its way (CT-12)', () => {
    const other = draft('c-2', { product: 'edr-standalone' });
    expect(afterChange(one, change([other, aContract({ id: 'c-1' })])).claims).toMatchObject([
      { product: 'endpoint-security', contracts: [{ id: 'c-2' }, listed('c-1')] },
    ]);
  });

  it('CT-8 counts no contract whose end has passed, at the instant of the end', () => {
    const at = (text: string) => claimAt(one, 'endpoint', 'commercial', instant(text));
    expect(at('2027-11-20T23:59:59.999Z')?.contracts).toHaveLength(1);
    expect(at('2027-11-21T00:00:00Z')).toBeUndefined();
  });
});

describe('PO-8 full recoveries', () => {
  it('are noted by family and day', () => {
    const day = utcDay('2026-11-21');
    const after = afterChange(client, change([], { fullOn: day }));
    expect(after.fullRecoveries).toEqual([{ familyId: 'endpoint', day }]);
    expect(afterChange(after, change([], {})).fullRecoveries).toEqual(after.fullRecoveries);
  });
});
