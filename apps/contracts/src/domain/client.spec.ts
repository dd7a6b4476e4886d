import { describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import { noon } from '../testing/contracts.fixtures.js';
import {
  type FamilyClaim,
  claimAt,
  claimed,
  newClient,
  operationInFlight,
  released,
  settled,
} from './client.js';

const end = utcDay('2027-11-21');
const contract = (id: string, ends = end) => ({
  id,
  kind: 'product' as const,
  sku: 'edr-standalone',
  end: ends,
});
const claim = (changes: Partial<FamilyClaim> = {}): FamilyClaim => ({
  familyId: 'endpoint',
  mode: 'commercial',
  product: 'edr-standalone',
  protectionModel: null,
  contracts: [contract('c-1')],
  ...changes,
});
const operation = (id: string) => ({ id, now: noon });
const oneContract = claimed(newClient('customer-one'), claim(), operation('o-1'));

describe('CT-5 the claim of a family', () => {
  it('lists what is being assigned, and CT-19 marks the operation', () => {
    expect(oneContract).toMatchObject({ version: 1, claims: [claim()] });
    expect(operationInFlight(oneContract, 'endpoint')).toBe('o-1');
    expect(operationInFlight(oneContract, 'email')).toBeUndefined();
  });

  it('is shared by further contracts of the same product', () => {
    const two = claimed(
      settled(oneContract, 'o-1'),
      claim({ contracts: [contract('c-2')] }),
      operation('o-2'),
    );
    expect(two.claims).toEqual([claim({ contracts: [contract('c-1'), contract('c-2')] })]);
  });

  it('stands beside the claims of other families and of trials', () => {
    const more = claimed(oneContract, claim({ familyId: 'email' }), operation('o-2'));
    const trial = claimed(more, claim({ mode: 'trial' }), operation('o-3'));
    expect(trial.claims).toHaveLength(3);
  });

  it('goes with its last contract when the operation ends in nothing', () => {
    expect(released(oneContract, 'o-1', ['c-1'])).toMatchObject({ version: 2, claims: [], inFlight: [] });
    const two = claimed(
      settled(oneContract, 'o-1'),
      claim({ contracts: [contract('c-2')] }),
      operation('o-2'),
    );
    expect(released(two, 'o-2', ['c-2']).claims).toEqual([claim()]);
  });

  it('CT-8 does not count what has ended, from that very instant on', () => {
    expect(claimAt(oneContract, 'endpoint', 'commercial', instant('2027-11-20T23:59:59.999Z'))).toEqual(
      claim(),
    );
    expect(claimAt(oneContract, 'endpoint', 'commercial', instant('2027-11-21T00:00:00Z'))).toBeUndefined();
  });

  it('forgets what has ended with the next claim', () => {
    const ended = claimed(
      newClient('c'),
      claim({ contracts: [contract('old', utcDay('2026-11-21'))] }),
      operation('o-0'),
    );
    expect(claimed(settled(ended, 'o-0'), claim(), operation('o-1')).claims).toEqual([claim()]);
  });
});
