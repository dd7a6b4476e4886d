import { describe, expect, it } from '@jest/globals';
import { elapsed, table } from './table.js';

describe('elapsed time', () => {
  it('is in tenths of seconds below a minute', () => {
    expect(elapsed(0)).toBe('0.0 s');
    expect(elapsed(449)).toBe('0.4 s');
    expect(elapsed(59_999)).toBe('59.9 s');
  });

  it('is in minutes and seconds from a minute on', () => {
    expect(elapsed(60_000)).toBe('1 min 00 s');
    expect(elapsed(185_400)).toBe('3 min 05 s');
  });
});

describe('the closing table', () => {
  it('has a line per step, a sum, and figures in columns', () => {
    const rows = [
      { name: 'lint', tally: { passed: 1, failed: 0 }, elapsedMs: 12_300 },
      { name: 'unit', tally: { passed: 140, failed: 2, note: '2 not run' }, elapsedMs: 61_000 },
    ];
    expect(table(rows, 73_300).split('\n')).toEqual([
      '      step  passed  failed        time',
      'ok    lint       1       0      12.3 s',
      'FAIL  unit     140       2  1 min 01 s  2 not run',
      'FAIL  all      141       2  1 min 13 s',
    ]);
  });
});
