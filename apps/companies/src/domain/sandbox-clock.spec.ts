import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { noon, operator, userOf } from '../testing/companies.fixtures.js';
import { type ClockTarget, type SandboxClock, decideAdvance, decideEnd } from './sandbox-clock.js';

const id = 'sandbox-clock';
const inAYear = instant('2027-11-21T12:00:00Z');

const ask = (target: ClockTarget, clock?: SandboxClock, actor = operator) =>
  decideAdvance({ id, operationId: 'operation-1', target, actor }, clock, noon);
const codeOf = (decided: ReturnType<typeof ask>) => (decided.ok ? 'begun' : decided.error.code);
const begun = (): SandboxClock => {
  const decided = ask({ to: inAYear });
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
};

describe('CO-10: the clock of the sandbox', () => {
  it('is advanced up to an instant', () => {
    const advance = { operationId: 'operation-1', from: noon, to: inAYear, by: operator };
    expect(begun()).toEqual({ id, version: 1, advance: { ...advance, state: 'begun', stuckOn: null } });
  });

  it('is advanced by a duration of the calendar', () => {
    expect(ask({ by: 'P1Y' })).toEqual({ ok: true, value: begun() });
  });

  it('is advanced by operators only', () => {
    expect(codeOf(ask({ by: 'P1D' }, undefined, userOf('distributor-one')))).toBe('role-not-allowed');
  });

  it('never goes back, and does not stand still', () => {
    expect(codeOf(ask({ to: noon }))).toBe('clock-goes-forward');
    expect(codeOf(ask({ to: instant('2026-11-21T12:00:00.001Z') }))).toBe('begun');
  });

  it('is advanced by 5 years at most', () => {
    expect(codeOf(ask({ by: 'P5Y' }))).toBe('begun');
    expect(codeOf(ask({ by: 'P5YT1S' }))).toBe('clock-target-too-far');
  });

  it('is advanced by one at a time', () => {
    expect(codeOf(ask({ by: 'P1D' }, begun()))).toBe('operation-in-flight');
    const reached = decideEnd(begun(), { operationId: 'operation-1', stuckOn: null });
    expect(codeOf(ask({ by: 'P1D' }, reached))).toBe('begun');
  });

  it('is there, or stands where something does not come to its end; once', () => {
    const reached = decideEnd(begun(), { operationId: 'operation-1', stuckOn: null });
    expect(reached).toMatchObject({ version: 2, advance: { state: 'reached', stuckOn: null } });
    const stuck = decideEnd(begun(), { operationId: 'operation-1', stuckOn: 'contracts: expire 1' });
    expect(stuck).toMatchObject({ advance: { state: 'stuck', stuckOn: 'contracts: expire 1' } });
    expect(decideEnd(reached, { operationId: 'operation-1', stuckOn: null })).toBeUndefined();
    expect(decideEnd(begun(), { operationId: 'another', stuckOn: null })).toBeUndefined();
  });
});
