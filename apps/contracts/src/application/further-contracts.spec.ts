import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { aCommand, emailSecurity } from '../testing/contracts.fixtures.js';
import { expectInvariants } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const stock = {
  'endpoint-security:a-la-carte': 100,
  'email-security': 100,
};
const types = (walk: Walk) => walk.events.map(({ type }) => type);

describe('CT-5 further contracts', () => {
  const assigned = (walk: Walk, operationId: string, changes = {}) => {
    walk.assign(aCommand(operationId, changes));
    walk.settle();
    expectInvariants(walk);
    return walk.completionOf(operationId)?.refusal ?? null;
  };
  const withoutSettings = { managementModel: undefined, autoRenew: undefined };

  it('of the same product share the claim, and leave the service as it is', () => {
    const walk = new Walk(stock);
    assigned(walk, 'operation-1');
    expect(assigned(walk, 'operation-2', withoutSettings)).toBeNull();
    expect(walk.ports.clients.all()[0]?.claims[0]?.contracts).toHaveLength(2);
    expect(walk.ports.services.all()[0]?.version).toBe(1);
    expect(walk.ports.entitlements.all()[0]?.timeline[0]?.quantity).toBe(20);
  });

  it('of another product of the family, or another protection model, are refused', () => {
    const walk = new Walk(stock);
    assigned(walk, 'operation-1');
    expect(
      assigned(walk, 'operation-2', {
        product: 'edr-standalone',
        protectionModel: null,
        managementModel: 'client',
      }),
    ).toMatchObject({ code: 'family-taken', rule: 'CT-5' });
    expect(assigned(walk, 'operation-3', { ...withoutSettings, protectionModel: 'secure' })).toMatchObject({
      code: 'other-protection-model',
      rule: 'CT-5',
    });
    expect(types(walk).filter((type) => type === 'ContractRejected')).toHaveLength(2);
  });

  it('of another family are free', () => {
    const walk = new Walk(stock);
    assigned(walk, 'operation-1');
    const email = { product: emailSecurity.id, protectionModel: null, managementModel: 'client' as const };
    expect(assigned(walk, 'operation-2', email)).toBeNull();
  });

  it('CT-8 after the last end the family is free, and the settings are chosen anew', () => {
    const walk = new Walk({ ...stock, 'edr-standalone': 10 });
    assigned(walk, 'operation-1');
    const edr = { product: 'edr-standalone', protectionModel: null, managementModel: 'client' as const };
    walk.now = instant('2027-11-20T23:59:59.999Z');
    expect(assigned(walk, 'operation-2', edr)?.code).toBe('family-taken');
    walk.now = instant('2027-11-21T00:00:00Z');
    expect(assigned(walk, 'operation-3', edr)).toBeNull();
    expect(walk.ports.clients.all()[0]?.claims).toMatchObject([{ product: 'edr-standalone' }]);
  });

  it('EN-1 a service that is opened again takes the new settings', () => {
    const walk = new Walk(stock);
    assigned(walk, 'operation-1');
    walk.now = instant('2028-01-01T00:00:00Z');
    expect(assigned(walk, 'operation-2', withoutSettings)?.errors).toMatchObject([
      { choice: 'managementModel' },
      { choice: 'autoRenew' },
    ]);
    expect(assigned(walk, 'operation-3', { autoRenew: { on: false, term: 'Y1' } })).toBeNull();
    expect(walk.ports.services.all()).toMatchObject([{ version: 2, autoRenew: { on: false, term: 'Y1' } }]);
  });
});
