/** What a step amounts to: tests that passed and failed (one of either where a step has no tests), and a word on why. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly note?: string;
}

/** The counts of Jest's `--json` report that decide. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

const fault = (note: string): Tally => ({ passed: 0, failed: 1, note });

/** A step without tests counts as one, by its exit code. */
export function tallyOfExit(code: number): Tally {
  return code === 0 ? { passed: 1, failed: 0 } : fault(`ended with ${code}`);
}

/**
 * Sums Jest's report. A file that did not load, a skipped test and a test to do count as failed; so do a run without
 * tests, and one that ended badly although each of its tests passed.
 */
export function tallyOfJest(report: JestReport | undefined, code: number): Tally {
  if (!report) return fault(`no report, ended with ${code}`);
  const notRun = report.numPendingTests + report.numTodoTests;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + notRun;
  if (passed + failed === 0) return fault('no test ran');
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, note: `tests passed, but it ended with ${code}` };
  return { passed, failed, ...(notRun > 0 ? { note: `${notRun} not run` } : {}) };
}

/** Reads the closing line `N passed, N failed` of a step that counts for itself; its absence is a failure. */
export function tallyOfClosingLine(output: string, code: number): Tally {
  const found = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '');
  if (!found) return fault(`no closing line, ended with ${code}`);
  const passed = Number(found[1]);
  const failed = Number(found[2]);
  if (passed + failed === 0) return fault('nothing ran');
  return failed === 0 && code !== 0 ? { passed, failed: 1, note: `ended with ${code}` } : { passed, failed };
}

/** The sum over all steps. */
export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }),
    { passed: 0, failed: 0 },
  );
}

/** The closing line, which other programs read. */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed`;
}
