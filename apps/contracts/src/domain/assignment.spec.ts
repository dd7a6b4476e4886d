import { describe, expect, it } from '@jest/globals';
import { instant, plusMs, utcDay } from '@reservoir/kernel';
import { noon } from '../testing/contracts.fixtures.js';
import { type Assignment, type AssignmentLine, type Step, deadlineOf, started } from './assignment.js';
import { answered } from './assignment-answered.js';
import { timedOut } from './assignment-undone.js';
import type { PoolAnswer } from './license-pool.js';

const lineOf = (sku: string): AssignmentLine => ({
  sku,
  contractId: `contract-${sku}`,
  period: 'present',
  term: 'M1',
  quantity: 5,
  termDays: 10,
  end: utcDay('2026-12-01'),
  reservationId: `reservation-${sku}`,
  state: 'waiting',
  picks: [],
  poolVersion: null,
});
const anAssignment = (...skus: string[]): Assignment => ({
  id: 'operation-1',
  version: 0,
  customerId: 'customer-one',
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  familyId: 'endpoint',
  resourceId: 'contract-p',
  isAwaited: true,
  day: utcDay('2026-11-21'),
  draftIds: skus.map((sku) => `contract-${sku}`),
  patches: [],
  services: [],
  usesFull: false,
  notices: [],
  lines: skus.map(lineOf),
  recoveries: [],
  state: 'open',
  deadline: deadlineOf(noon),
  endedAt: null,
});
const holder = (sku: string) => ({
  assignmentId: 'operation-1',
  customerId: 'customer-one',
  contractId: `contract-${sku}`,
});
const picks = [{ lotId: 'lot-1', quantity: 5 }];
const refusal = { code: 'pool-short', rule: 'PO-4', detail: '5 asked, 0 available' };
const granted = (
  type: 'LicensesDrawn' | 'ReservationAccepted' | 'ReservationCommitted',
  sku: string,
): PoolAnswer => ({
  type,
  holder: holder(sku),
  poolVersion: 8,
  picks,
});
const refused = (type: 'DrawRefused' | 'ReservationRefused' | 'CommitRefused', sku: string): PoolAnswer => ({
  type,
  holder: holder(sku),
  poolVersion: 8,
  refusal,
});

/** Goes through the answers, each at noon, and gives the last step. */
function through(assignment: Assignment, ...answers: readonly PoolAnswer[]): Step {
  return answers.reduce<Step>(
    (step, answer) => answered(step.assignment, answer, noon),
    started(assignment, noon),
  );
}
const asked = ({ commands }: Step) => commands.map((command) => `${command.type} ${command.pool.sku}`);
const lineStates = ({ assignment }: Step) => assignment.lines.map(({ state }) => state);

describe('CT-4 one SKU', () => {
  it('is drawn in one step, for a period with an end', () => {
    const step = started(anAssignment('p'), noon);
    expect(step.commands).toEqual([
      {
        type: 'DrawLicenses',
        pool: { partnerId: 'partner-gold', sku: 'p', term: 'M1' },
        holder: holder('p'),
        quantity: 5,
        periodEnd: '2026-12-01T00:00:00.000Z',
      },
    ]);
  });

  it('PO-4 may touch as many lots as its contract can take, drawn or reserved', () => {
    const lines = anAssignment('p', 'q').lines.map((line) => ({ ...line, lotsMost: 999 }));
    for (const one of [lines.slice(0, 1), lines])
      expect(started({ ...anAssignment(), lines: one }, noon).commands).toMatchObject([{ lotsMost: 999 }]);
  });

  it('accepted: assigned', () => {
    const step = through(anAssignment('p'), granted('LicensesDrawn', 'p'));
    expect(step.turn).toEqual({ kind: 'assigned' });
    expect(step.assignment).toMatchObject({
      state: 'activated',
      endedAt: noon,
      lines: [{ picks, poolVersion: 8 }],
    });
  });

  it('refused: cancelled with the refusal, nothing to give back', () => {
    const step = through(anAssignment('p'), refused('DrawRefused', 'p'));
    expect(step).toMatchObject({ turn: { kind: 'cancelled', refusal }, commands: [] });
    expect(lineStates(step)).toEqual(['undone']);
  });

  it('drawn in time, but heard of when the period is over: returned in full (sequence 7)', () => {
    const midnight = instant('2026-12-01T00:00:00Z');
    const { assignment } = started(anAssignment('p'), noon);
    const before = answered(assignment, granted('LicensesDrawn', 'p'), plusMs(midnight, -1));
    expect(before.turn.kind).toBe('assigned');
    const step = answered(assignment, granted('LicensesDrawn', 'p'), midnight);
    expect(step.turn).toMatchObject({ kind: 'cancelled', refusal: { code: 'period-over', rule: 'CT-4' } });
    expect(asked(step)).toEqual(['ReturnLicenses p']);
  });
});

describe('CT-4 several SKUs', () => {
  const three = () => anAssignment('a', 'm', 'p');

  it('are reserved one after the other', () => {
    expect(asked(started(three(), noon))).toEqual(['ReserveLicenses a']);
    const second = through(three(), granted('ReservationAccepted', 'a'));
    expect(asked(second)).toEqual(['ReserveLicenses m']);
    expect(lineStates(second)).toEqual(['held', 'asked', 'waiting']);
  });

  const allHeld = ['a', 'm', 'p'].map((sku) => granted('ReservationAccepted', sku));

  it('are committed when all are held', () => {
    const step = through(three(), ...allHeld);
    expect(step.turn).toEqual({ kind: 'held' });
    expect(asked(step)).toEqual(['CommitReservation a', 'CommitReservation m', 'CommitReservation p']);
    expect(step.commands[0]).toMatchObject({
      periodEnd: '2026-12-01T00:00:00.000Z',
      reservationId: 'reservation-a',
    });
  });

  it('are assigned when the last commit is answered', () => {
    const two = through(
      three(),
      ...allHeld,
      granted('ReservationCommitted', 'p'),
      granted('ReservationCommitted', 'a'),
    );
    expect(two.turn.kind).toBe('nothing');
    const last = answered(two.assignment, granted('ReservationCommitted', 'm'), noon);
    expect(last.turn.kind).toBe('assigned');
  });

  it('one refused: what is held is released', () => {
    const step = through(three(), granted('ReservationAccepted', 'a'), refused('ReservationRefused', 'm'));
    expect(step.turn).toEqual({ kind: 'cancelled', refusal });
    expect(asked(step)).toEqual(['ReleaseReservation a']);
    expect(lineStates(step)).toEqual(['undone', 'undone', 'undone']);
  });

  it('a commit refused: the committed are returned, the others released, and returned when their commit won', () => {
    const step = through(
      three(),
      ...allHeld,
      granted('ReservationCommitted', 'a'),
      refused('CommitRefused', 'm'),
    );
    expect(step.turn).toEqual({ kind: 'cancelled', refusal });
    expect(asked(step)).toEqual(['ReturnLicenses a', 'ReleaseReservation m', 'ReleaseReservation p']);
    const late = answered(step.assignment, granted('ReservationCommitted', 'p'), noon);
    expect(asked(late)).toEqual(['ReturnLicenses p']);
    expect(lineStates(late)).toEqual(['undone', 'undone', 'undone']);
    expect(asked(answered(late.assignment, granted('ReservationCommitted', 'p'), noon))).toEqual([]);
  });
});

describe('CT-4 time-out', () => {
  const deadline = deadlineOf(noon);

  it('15 minutes after the draft, and not a millisecond before', () => {
    const { assignment } = started(anAssignment('p'), noon);
    expect(deadline).toBe('2026-11-21T12:15:00.000Z');
    expect(timedOut(assignment, deadline, plusMs(deadline, -1)).turn.kind).toBe('nothing');
    expect(timedOut(assignment, deadline, deadline).turn).toMatchObject({
      kind: 'cancelled',
      refusal: { code: 'assignment-timed-out', rule: 'CT-4' },
    });
  });

  it('of another deadline, or of what has ended, is a no-op', () => {
    const { assignment } = started(anAssignment('p'), noon);
    expect(timedOut(assignment, plusMs(deadline, 1), plusMs(deadline, 9)).assignment).toBe(assignment);
    const done = through(anAssignment('p'), granted('LicensesDrawn', 'p')).assignment;
    expect(timedOut(done, deadline, deadline).assignment).toBe(done);
  });

  it.each([
    ['draw', ['p'], granted('LicensesDrawn', 'p'), 'ReturnLicenses p'],
    ['reservation', ['a', 'p'], granted('ReservationAccepted', 'a'), 'ReleaseReservation a'],
  ] as const)('a late %s is given back in full', (_, skus, answer, command) => {
    const { assignment } = timedOut(started(anAssignment(...skus), noon).assignment, deadline, deadline);
    expect(asked(answered(assignment, answer, deadline))).toEqual([command]);
  });

  it('a late refusal has nothing to give back', () => {
    const { assignment } = timedOut(started(anAssignment('p'), noon).assignment, deadline, deadline);
    expect(asked(answered(assignment, refused('DrawRefused', 'p'), deadline))).toEqual([]);
  });
});

describe('repeated answers', () => {
  it('change nothing', () => {
    const { assignment } = through(anAssignment('p'), granted('LicensesDrawn', 'p'));
    expect(answered(assignment, granted('LicensesDrawn', 'p'), noon)).toEqual({
      assignment,
      commands: [],
      turn: { kind: 'nothing' },
    });
    const held = through(anAssignment('a', 'p'), granted('ReservationAccepted', 'a')).assignment;
    expect(answered(held, granted('ReservationAccepted', 'a'), noon).assignment).toBe(held);
  });

  it('do not stand for the answer that a cancelled assignment still waits for', () => {
    const held = through(anAssignment('a'), granted('ReservationAccepted', 'a')).assignment;
    const { assignment } = timedOut(held, held.deadline, held.deadline);
    const repeated = answered(assignment, granted('ReservationAccepted', 'a'), noon);
    expect(repeated.assignment).toBe(assignment);
    expect(asked(answered(repeated.assignment, granted('ReservationCommitted', 'a'), noon))).toEqual([
      'ReturnLicenses a',
    ]);
  });

  it('of a contract that it does not have are a bug', () =>
    expect(() => through(anAssignment('p'), granted('LicensesDrawn', 'other'))).toThrow('no contract'));
});
