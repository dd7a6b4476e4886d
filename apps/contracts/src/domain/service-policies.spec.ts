import { describe, expect, it } from '@jest/globals';
import { edrStandalone } from '../testing/contracts.fixtures.js';
import { aClaim, aFurtherContract, aProposal, aService, found } from '../testing/proposals.js';
import {
  clientHoldsOneProductOfAFamily,
  familyHasRoom,
  familyHasRoomForModules,
  furtherContractsKeepTheSettings,
  managementModelIsAllowed,
  serviceHasOneProtectionModel,
} from './service-policies.js';

describe('CT-5 a client holds one product of a family', () => {
  it('passes with none, and with the same', () => {
    expect(clientHoldsOneProductOfAFamily(aProposal())).toEqual([]);
    expect(clientHoldsOneProductOfAFamily(aFurtherContract())).toEqual([]);
  });

  it('refused with another, with a hint to upgrade (CT-12)', () => {
    const other = aProposal({ product: edrStandalone, claim: aClaim() }, { product: 'edr-standalone' });
    expect(found(clientHoldsOneProductOfAFamily, other)).toEqual([
      {
        code: 'family-taken',
        rule: 'CT-5',
        extra: { familyId: 'endpoint', product: 'endpoint-security', hint: 'upgrade' },
      },
    ]);
  });
});

describe('CT-5 a service has one protection model', () => {
  it('passes with the same, and when nothing of the service is left', () => {
    expect(serviceHasOneProtectionModel(aFurtherContract())).toEqual([]);
    const closed = aProposal({ service: aService() }, { protectionModel: 'secure' });
    expect(serviceHasOneProtectionModel(closed)).toEqual([]);
  });

  it('refused with another, with a hint to upgrade (CT-12)', () =>
    expect(found(serviceHasOneProtectionModel, aFurtherContract({ protectionModel: 'secure' }))).toEqual([
      {
        code: 'other-protection-model',
        rule: 'CT-5',
        extra: { protectionModel: 'a-la-carte', hint: 'upgrade' },
      },
    ]));
});

describe('EN-1 the management model', () => {
  const edr = (managementModel: 'client' | 'delegated') =>
    aProposal({ product: edrStandalone }, { managementModel });

  it('is one that the product allows', () => expect(managementModelIsAllowed(edr('client'))).toEqual([]));
  it('is delegated only where the product allows', () =>
    expect(found(managementModelIsAllowed, edr('delegated'))).toEqual([
      {
        code: 'management-model-not-allowed',
        rule: 'EN-1',
        extra: { choice: 'managementModel', choices: ['client'] },
      },
    ]));
});

describe('EN-1 further contracts keep the settings of the service', () => {
  it.each([{}, { managementModel: 'delegated' as const }, { autoRenew: { on: true } }])(
    'passes with %j',
    (request) => expect(furtherContractsKeepTheSettings(aFurtherContract(request))).toEqual([]),
  );

  it.each([
    [{ managementModel: 'client' as const }, 'managementModel', 'delegated'],
    [{ autoRenew: { on: false } }, 'autoRenew', { on: true, term: null }],
    [{ autoRenew: { on: true, term: 'Y1' as const } }, 'autoRenew', { on: true, term: null }],
  ])('refused with %j', (request, setting, value) =>
    expect(found(furtherContractsKeepTheSettings, aFurtherContract(request))).toEqual([
      { code: 'setting-is-chosen', rule: 'EN-1', extra: { setting, value } },
    ]),
  );
});

describe('no document grows without bound', () => {
  const live = (count: number) =>
    aProposal({
      claim: aClaim(
        {},
        Array.from({ length: count - 1 }, (_, n) => `module-${n}`),
      ),
      service: aService(),
    });

  it('500 live contracts of a family at most', () => {
    expect(familyHasRoom(live(499))).toEqual([]);
    expect(found(familyHasRoom, live(500))).toMatchObject([
      { code: 'too-many-contracts', extra: { live: 500, added: 1, most: 500, hint: 'group' } },
    ]);
  });

  it('EN-6 a module alone takes one place', () => {
    const withModule = (count: number) => {
      const proposal = live(count);
      return { ...proposal, request: { ...proposal.request, addOns: ['encryption'] } };
    };
    expect(familyHasRoomForModules(withModule(499))).toEqual([]);
    expect(found(familyHasRoomForModules, withModule(500))).toMatchObject([{ extra: { added: 1 } }]);
    expect(familyHasRoom(withModule(499))).toHaveLength(1);
  });
});
