/** `@reservoir/testing/properties`: how long property tests run. */

/**
 * How many sequences a property test tries, and how long each may become: few in every run of the tests, as many as
 * PROPERTY_RUNS says in the long run (`npm run test:properties`, 1,000 of 50 steps or more).
 * @param short sequences in every run of the tests
 */
export function sequences(short: number): { readonly numRuns: number; readonly minLength: number } {
  const asked = Number(process.env['PROPERTY_RUNS'] ?? 0);
  return asked > 0 ? { numRuns: asked, minLength: 50 } : { numRuns: short, minLength: 30 };
}
