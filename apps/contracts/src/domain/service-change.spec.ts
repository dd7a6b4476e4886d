import { describe, expect, it } from '@jest/globals';
import { edrStandalone, endpointSecurity } from '../testing/contracts.fixtures.js';
import { aService } from '../testing/proposals.js';
import { type SettingsChange, changedService } from './service-change.js';

const change = (changes: SettingsChange, product = endpointSecurity) =>
  changedService(aService(), product, changes);

describe('EN-1 the settings of a service', () => {
  it('the management model is changed, and nothing else', () =>
    expect(change({ managementModel: 'client' })).toEqual({
      ok: true,
      value: { ...aService(), version: 2, managementModel: 'client' },
    }));

  it('delegated only where the product allows', () =>
    expect(change({ managementModel: 'delegated' }, edrStandalone)).toMatchObject({
      ok: false,
      error: { code: 'management-model-not-allowed', rule: 'EN-1', errors: [{ choices: ['client'] }] },
    }));

  it('CT-7 auto-renewal is switched, with a term for groups of mixed terms or without', () => {
    expect(change({ autoRenew: { on: false } })).toMatchObject({
      ok: true,
      value: { autoRenew: { on: false, term: null } },
    });
    expect(change({ autoRenew: { on: true, term: 'Y3' } })).toMatchObject({
      ok: true,
      value: { version: 2, autoRenew: { on: true, term: 'Y3' } },
    });
  });

  it('CA-1 the term is one of the product', () =>
    expect(
      change({ autoRenew: { on: true, term: 'Y3' } }, { ...endpointSecurity, terms: ['Y1'] }),
    ).toMatchObject({
      ok: false,
      error: { code: 'term-not-allowed', rule: 'CA-1' },
    }));

  it('CA-8 a retired product does not renew any more; switching it off stays possible', () => {
    const retired = { ...endpointSecurity, retired: true };
    expect(change({ autoRenew: { on: true } }, retired)).toMatchObject({
      ok: false,
      error: { code: 'product-retired', rule: 'CA-8' },
    });
    expect(change({ autoRenew: { on: false } }, retired)).toMatchObject({ ok: true });
  });

  it('what it has already is no change', () => {
    const service = aService();
    expect(
      changedService(service, endpointSecurity, { managementModel: 'delegated', autoRenew: { on: true } }),
    ).toEqual({ ok: true, value: service });
  });
});
