import { describe, expect, it } from '@jest/globals';
import { fastSteps } from './fast-steps.js';

const names = (files: string[], tests: string[] = []): string[] =>
  fastSteps(files, tests).map((step) => step.name);

describe('the inner loop', () => {
  it('looks at code with every step', () => {
    expect(names(['a.ts'], ['a.spec.ts'])).toEqual(['format', 'lint', 'typecheck', 'unit']);
  });

  it('leaves out tests where none depends on the change', () => {
    expect(names(['a.ts'])).toEqual(['format', 'lint', 'typecheck']);
  });

  it('only formats what is no code', () => {
    expect(names(['README.md', 'package.json'])).toEqual(['format']);
  });

  it('has nothing to do when nothing changed', () => {
    expect(names([])).toEqual([]);
  });

  it('hands each step the files that it can read', () => {
    const [format, lint] = fastSteps(['README.md', 'a.ts', 'b.mjs'], []);
    expect(format?.command.slice(-3)).toEqual(['README.md', 'a.ts', 'b.mjs']);
    expect(lint?.command.slice(-2)).toEqual(['a.ts', 'b.mjs']);
  });
});
