import { decide, written } from './decide.js';
import type { Scenario } from './scenario.js';
import { type Attempt, type Process, type State, type Step, withProcess, withoutOwner } from './state.js';

/**
 * "One transaction per chunk": the commit is one step, because MongoDB makes it one. It waits until the records of the last
 * one are acknowledged, since it overwrites `pending`. Kafka may hand out records from before `next` again. A chunk that several
 * lanes share (docs/adr/0026) is to each of them one of these commits, or no step at all when another one's filter does not match.
 */
export function commitSteps(state: State, process: Process, scenario: Scenario): readonly Step[] {
  const { role, doubt, unsent } = process;
  if (role !== 'owner') return [];
  if (doubt) return commit(state, process, doubt, scenario);
  if (unsent.length > 0 && !scenario.flaws.commitBeforeSent) return [];
  return attempts(state, process, scenario).flatMap((attempt) => commit(state, process, attempt, scenario));
}

function attempts({ database }: State, { mark }: Process, scenario: Scenario): readonly Attempt[] {
  const ends = Array.from({ length: scenario.maxChunk }, (_, index) => mark.next + index + 1);
  const chunks = ends
    .filter((to) => to <= scenario.inputs.length)
    .flatMap((to) => [...new Set([mark.next, 0])].map((from): Attempt => ({ kind: 'chunk', from, to })));
  return [...chunks, ...database.parked.map((id): Attempt => ({ kind: 'parked', id }))];
}

function commit(state: State, process: Process, attempt: Attempt, scenario: Scenario): readonly Step[] {
  const { name, unsent } = process;
  const what = describe(attempt, process, scenario);
  if (!guardHolds(state, process, attempt, scenario))
    return [{ name: `${name} tries to commit ${what}: fenced`, next: withoutOwner(state, name) }];
  const transaction = decide(state, process, attempt, scenario);
  const { mark, pending } = transaction;
  const committed = { ...state, database: written(state.database, transaction) };
  const places = pending.map(
    ({ id, sequence, partition }) => `${id}#${sequence}${partition === null ? '' : `→${partition}`}`,
  );
  const line = `${name} commits ${what}: next ${mark.next}, pending ${places.join(' ') || 'nothing'}`;
  const heard = withProcess(committed, { ...process, mark, unsent: [...unsent, ...pending], doubt: null });
  return [{ name: line, next: heard }, ...answerLost(committed, process, attempt, line)];
}

/** The commit succeeded, and the process does not know: it tries the same again, from what it knew before. */
function answerLost(committed: State, process: Process, attempt: Attempt, line: string): readonly Step[] {
  const { left } = committed;
  if (left.lostAnswers === 0) return [];
  const next = { ...committed, left: { ...left, lostAnswers: left.lostAnswers - 1 } };
  return [
    { name: `${line}, but its answer is lost`, next: withProcess(next, { ...process, doubt: attempt }) },
  ];
}

/**
 * "Write the position, filtered on `{_id, epoch, next}`". Deciding a parked record leaves `next` where it is: its removal is
 * part of the transaction, and must find it.
 */
function guardHolds({ database }: State, { mark }: Process, attempt: Attempt, { flaws }: Scenario): boolean {
  const epoch = flaws.noEpochInFilter ?? database.epoch === mark.epoch;
  const next = flaws.noNextInFilter ?? database.next === mark.next;
  const parked = flaws.parkedNotChecked ?? (attempt.kind === 'chunk' || database.parked.includes(attempt.id));
  return epoch && next && parked;
}

function describe(attempt: Attempt, { mark }: Process, { inputs }: Scenario): string {
  if (attempt.kind === 'parked') return `${attempt.id}, which was parked`;
  const records = inputs.slice(attempt.from, attempt.to).map(({ id }) => id);
  return `${records.join(' ')}${attempt.from < mark.next ? ' (delivered again)' : ''}`;
}
