import { describe, expect, it } from '@jest/globals';
import { kindOf } from './problem-kinds.js';

describe('the status of a code', () => {
  it.each([
    ['pool-short', 409],
    ['family-claimed', 409],
    ['unknown-customer', 404],
    ['unknown-anything-new', 404],
    ['role-not-allowed', 403],
    ['quote-expired', 410],
    ['idempotency-key-reused', 422],
    ['idempotency-key-in-flight', 409],
    ['invalid-request', 400],
    ['kafka-unavailable', 503],
  ])('%s is %i', (code, status) => expect(kindOf(code).status).toBe(status));

  it('always comes with a title', () => expect(kindOf('trial-too-soon').title).toBe('Trial too soon'));
});
