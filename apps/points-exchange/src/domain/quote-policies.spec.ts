import { describe, expect, it } from '@jest/globals';
import { firstRefusal, plusMs } from '@reservoir/kernel';
import { aQuote, noon } from '../testing/points.fixtures.js';
import { acceptancePolicies } from './quote-policies.js';

const codeFor = (quote: ReturnType<typeof aQuote> | undefined, now = noon) =>
  firstRefusal(acceptancePolicies, { quoteId: 'quote-1', partnerId: 'partner-gold' }, quote, now)?.code;
const end = aQuote().expiresAt;

describe('PT-3 a quote is accepted', () => {
  it('while it stands', () => expect(codeFor(aQuote(), plusMs(end, -1))).toBeUndefined());
  it('not at the instant at which it is over', () => expect(codeFor(aQuote(), end)).toBe('quote-expired'));
  it('once', () => {
    expect(codeFor(aQuote({ state: 'accepted' }))).toBe('quote-accepted');
    expect(codeFor(aQuote({ state: 'accepted' }), end)).toBe('quote-accepted');
  });
  it('CO-8 by the partner that it was made for', () => {
    expect(codeFor(undefined)).toBe('unknown-quote');
    expect(codeFor(aQuote({ partnerId: 'partner-silver' }))).toBe('unknown-quote');
  });
});
