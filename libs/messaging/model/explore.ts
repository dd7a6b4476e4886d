import { fingerprint } from './fingerprint.js';
import { completeness, safety } from './properties.js';
import type { Scenario } from './scenario.js';
import { type State, initialState } from './state.js';
import { steps } from './steps.js';

/** A run that ends badly. */
export interface Counterexample {
  readonly what: string;
  /** The shortest way there, step by step. */
  readonly trace: readonly string[];
}

/** What an exploration found. */
export interface Exploration {
  /** Different states that were visited. */
  readonly states: number;
  /** Those in which nothing is left to do. */
  readonly ends: number;
  /** The names of all steps that led to a new state. */
  readonly steps: ReadonlySet<string>;
  readonly counterexample: Counterexample | undefined;
}

/** How a state was first reached. */
interface Visit {
  readonly state: State;
  readonly step: string;
  readonly from: Visit | undefined;
}

/**
 * Visits every state that can be reached, the nearest first, until one breaks a property: the trace to it is then the
 * shortest there is.
 */
export function explore(scenario: Scenario): Exploration {
  const start = initialState(scenario);
  const known = new Set([fingerprint(start)]);
  const taken = new Set<string>();
  let ends = 0;
  let frontier: Visit[] = [{ state: start, step: 'start', from: undefined }];
  while (frontier.length > 0) {
    const further: Visit[] = [];
    for (const visit of frontier) {
      const moves = steps(visit.state, scenario);
      const atEnd = moves.every(({ avoidable }) => avoidable);
      if (atEnd) ends += 1;
      const what = safety(visit.state) ?? (atEnd ? completeness(visit.state, scenario) : undefined);
      if (what !== undefined)
        return { states: known.size, ends, steps: taken, counterexample: { what, trace: traceTo(visit) } };
      for (const { name: step, next } of moves) {
        const name = fingerprint(next);
        if (known.has(name)) continue;
        known.add(name);
        taken.add(step);
        further.push({ state: next, step, from: visit });
      }
    }
    frontier = further;
  }
  return { states: known.size, ends, steps: taken, counterexample: undefined };
}

function traceTo(visit: Visit): readonly string[] {
  const trace: string[] = [];
  for (let at: Visit | undefined = visit; at.from; at = at.from) trace.unshift(at.step);
  return trace;
}
