import { describe, expect, it } from '@jest/globals';
import { firstRefusal, plusMs } from '@reservoir/kernel';
import { anExchange, noon } from '../testing/points.fixtures.js';
import type { Exchange } from './exchange.js';
import { beginReversal } from './reversal.js';
import { reversalPolicies, reversalWindowMs } from './reversal-policies.js';

const captured = anExchange({ state: 'captured', lotId: 'pool-lot-1', endedAt: noon });
const wish = { exchangeId: captured.id, partnerId: 'partner-gold', quantity: 40 };
const refusalOf = (
  exchange: Exchange | undefined = captured,
  differing: Partial<typeof wish> = {},
  now = noon,
) => firstRefusal(reversalPolicies, { ...wish, ...differing }, exchange, now);

describe('PT-6 what can be reversed', () => {
  it('is captured, and the partner’s own (CO-8)', () => {
    expect(refusalOf()).toBeUndefined();
    const unknown = { code: 'unknown-exchange' };
    expect(refusalOf(captured, { partnerId: 'partner-silver' })).toMatchObject(unknown);
    expect(firstRefusal(reversalPolicies, wish, undefined, noon)).toMatchObject(unknown);
    for (const state of ['held', 'voided'] as const)
      expect(refusalOf(anExchange({ state }))).toMatchObject({ code: 'exchange-not-captured', rule: 'PT-6' });
  });

  it('was captured less than 14 × 24 h ago', () => {
    const end = plusMs(noon, reversalWindowMs);
    expect(refusalOf(captured, {}, plusMs(end, -1))).toBeUndefined();
    expect(refusalOf(captured, {}, end)).toMatchObject({ code: 'reversal-too-late', rule: 'PT-6' });
  });

  it('is reversed by one at a time', () => {
    const begun = beginReversal(captured, { id: 'r', quantity: 1, operationId: null }, noon, 1000);
    expect(refusalOf(begun)).toMatchObject({ code: 'reversal-in-flight', rule: 'PT-6' });
  });

  it('is no more than is left of it', () => {
    const part = { ...captured, reversedQuantity: 60 };
    expect(refusalOf(part, { quantity: 40 })).toBeUndefined();
    expect(refusalOf(part, { quantity: 41 })).toMatchObject({
      code: 'reversal-exceeds-exchange',
      errors: [{ asked: 41, left: 40 }],
    });
  });
});
