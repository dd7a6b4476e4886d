import type { Scenario } from './scenario.js';
import { type Mark, type Process, type State, type Step, away, withProcess, withoutOwner } from './state.js';

/**
 * "Taking over a partition" of messaging.md: claim, that is one update which increments the epoch and returns `next` and
 * `pending`; send `pending` again; consume from `next`. Whoever does not have the lane may claim it at any time: the other process
 * may be frozen, dead, or well and merely thought dead. Ending the former owner's session is left out: it saves time, and what
 * is safe without it is safe with it. The first claim is by the first process: the others differ from it in name only.
 */
export function claimSteps(state: State, process: Process, scenario: Scenario): readonly Step[] {
  if (process.role === 'draining') return process.unsent.length > 0 ? [] : [claim(state, process, scenario)];
  if (state.database.epoch === 0 && process.name !== scenario.processes[0]) return [];
  const held = state.processes.some((one) => holds(one, state));
  if (holds(process, state) || (held && state.database.epoch >= scenario.maxEpoch)) return [];
  const anew = withoutOwner(state, process.name);
  const taken = scenario.flaws.drainBeforeClaim
    ? drain(anew, away(process.name))
    : claim(anew, away(process.name), scenario);
  return [{ ...taken, avoidable: held }];
}

const holds = ({ role, mark }: Process, { database }: State): boolean =>
  role === 'owner' && mark.epoch === database.epoch;

function claim(state: State, process: Process, { flaws }: Scenario): Step {
  const database = { ...state.database, epoch: state.database.epoch + 1 };
  const { epoch, next, sequence, seen, pending } = database;
  const mark: Mark = { epoch, next, sequence, seen };
  const unsent = flaws.drainBeforeClaim || flaws.pendingNotSentAgain ? [] : pending;
  const owner: Process = { ...process, role: 'owner', mark, unsent };
  return {
    name: `${process.name} claims: epoch ${epoch}, next ${next}${unsent.length > 0 ? `, to send again: ${unsent.map(({ id }) => id).join(' ')}` : ''}`,
    next: withProcess({ ...state, database }, owner),
  };
}

/** The first draft: send what is pending, then read where to go on. */
function drain(state: State, process: Process): Step {
  const { pending } = state.database;
  return {
    name: `${process.name} drains before its claim: ${pending.map(({ id }) => id).join(' ') || 'nothing pending'}`,
    next: withProcess(state, { ...process, role: 'draining', unsent: pending }),
  };
}
