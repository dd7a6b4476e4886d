/** `@reservoir/testing/properties`: how long property tests run. */

/** How many sequences a property test tries, and how long each may become. */
export interface Sequences {
  readonly numRuns: number;
  readonly minLength: number;
  /** The long run: what was tried is told, and everything has to have happened. */
  readonly isLong: boolean;
}

/**
 * How many sequences a property test tries: few in every run of the tests, as many as PROPERTY_RUNS says in the long run
 * (`npm run test:properties`, 1,000 of 50 steps or more).
 * @param short sequences in every run of the tests
 */
export function sequences(short: number): Sequences {
  const asked = Number(process.env['PROPERTY_RUNS'] ?? 0);
  return asked > 0
    ? { numRuns: asked, minLength: 50, isLong: true }
    : { numRuns: short, minLength: 30, isLong: false };
}
