import { describe, expect, it } from '@jest/globals';
import { allSteps, stepsNamed } from './steps.js';

const names = (steps: readonly { name: string }[]): string[] => steps.map((step) => step.name);

describe('the steps of npm test', () => {
  it('stand in the order agreed, each with a limit', () => {
    expect(names(allSteps)).toEqual([
      'format',
      'lint',
      'lint-probes',
      'typecheck',
      'unit',
      'integration',
      'build',
      'e2e',
      'generated',
    ]);
    expect(allSteps.every((step) => step.limitSeconds > 0)).toBe(true);
  });

  it('are all of them when none is named', () => {
    expect(stepsNamed([])).toBe(allSteps);
  });

  it('keep their order when named', () => {
    expect(names(stepsNamed(['unit', 'lint']))).toEqual(['lint', 'unit']);
  });

  it('refuse a name that is none of them', () => {
    expect(() => stepsNamed(['unit', 'units'])).toThrow('no step units; there are format, lint');
  });
});
