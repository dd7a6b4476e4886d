import { describe, expect, it } from '@jest/globals';
import {
  closingLine,
  tallyOfClosingLine,
  tallyOfExit,
  tallyOfJest,
  total,
  type JestReport,
} from './tally.js';

const report = (counts: Partial<JestReport>): JestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...counts,
});

describe('tally of a step without tests', () => {
  it('is one, by the exit code', () => {
    expect(tallyOfExit(0)).toEqual({ passed: 1, failed: 0 });
    expect(tallyOfExit(2)).toEqual({ passed: 0, failed: 1, note: 'ended with 2' });
  });
});

describe('tally of Jest', () => {
  it('counts tests', () => {
    expect(tallyOfJest(report({ numPassedTests: 5 }), 0)).toEqual({ passed: 5, failed: 0 });
    expect(tallyOfJest(report({ numPassedTests: 5, numFailedTests: 2 }), 1)).toEqual({
      passed: 5,
      failed: 2,
    });
  });

  it('counts a file that did not load as one failure', () => {
    const broken = report({ numPassedTests: 5, numRuntimeErrorTestSuites: 1 });
    expect(tallyOfJest(broken, 1)).toEqual({ passed: 5, failed: 1 });
  });

  it('counts what was skipped or is to do as failed', () => {
    const lazy = report({ numPassedTests: 5, numPendingTests: 2, numTodoTests: 1 });
    expect(tallyOfJest(lazy, 0)).toEqual({ passed: 5, failed: 3, note: '3 not run' });
  });

  it('fails a run without tests', () => {
    expect(tallyOfJest(report({}), 0)).toEqual({ passed: 0, failed: 1, note: 'no test ran' });
  });

  it('fails a run without a report', () => {
    expect(tallyOfJest(undefined, 1)).toEqual({ passed: 0, failed: 1, note: 'no report, ended with 1' });
  });

  it('fails a run that ended badly after its tests', () => {
    const ended = tallyOfJest(report({ numPassedTests: 5 }), 1);
    expect(ended).toEqual({ passed: 5, failed: 1, note: 'tests passed, but it ended with 1' });
  });
});

describe('tally of a closing line', () => {
  it('reads the last line', () => {
    expect(tallyOfClosingLine('1 passed, 1 failed\nok\n12 passed, 3 failed\n', 1)).toEqual({
      passed: 12,
      failed: 3,
    });
  });

  it('fails without one, although there is one further up', () => {
    const cut = tallyOfClosingLine('12 passed, 0 failed\nError\n', 1);
    expect(cut).toEqual({ passed: 0, failed: 1, note: 'no closing line, ended with 1' });
    expect(tallyOfClosingLine('', 0).failed).toBe(1);
  });

  it('fails when nothing ran, or the end was bad', () => {
    expect(tallyOfClosingLine('0 passed, 0 failed\n', 0).failed).toBe(1);
    expect(tallyOfClosingLine('3 passed, 0 failed\n', 7)).toEqual({
      passed: 3,
      failed: 1,
      note: 'ended with 7',
    });
  });
});

describe('the sum', () => {
  it('adds all steps and makes the closing line', () => {
    const sum = total([tallyOfExit(0), tallyOfExit(1), { passed: 40, failed: 2 }]);
    expect(closingLine(sum)).toBe('41 passed, 3 failed');
    expect(closingLine(total([]))).toBe('0 passed, 0 failed');
  });
});
