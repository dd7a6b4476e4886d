import { describe, expect, it } from '@jest/globals';
import { fault, type Probe } from './probe.js';

const refused: Probe = { name: 'p', path: 'apps/x/src/domain/p.ts', code: '', rules: ['eqeqeq'] };
const clean: Probe = { ...refused, rules: [] };

describe('fault of a probe', () => {
  it('is none when exactly the expected rules speak, however often', () => {
    expect(fault(refused, ['eqeqeq', 'eqeqeq'])).toBeUndefined();
    expect(fault(clean, [])).toBeUndefined();
  });

  it('names what was expected when nothing speaks', () => {
    expect(fault(refused, [])).toBe('expected eqeqeq, got none');
  });

  it('names every rule when another speaks beside the expected one', () => {
    expect(fault(refused, ['eqeqeq', 'no-var'])).toBe('expected eqeqeq, got eqeqeq, no-var');
  });

  it('does not let a clean counterpart be refused', () => {
    expect(fault(clean, ['no-var'])).toBe('expected none, got no-var');
  });
});
