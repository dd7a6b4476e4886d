import type { Budget, Scenario } from './scenario.js';

/** A record in `pending`: decided, numbered and, as messaging.md has it, with its partition already chosen. */
export interface Pending {
  readonly id: string;
  readonly key: 'moves' | 'stays';
  readonly sequence: number;
  /** Null only for `partitionChosenAtSend`. */
  readonly partition: number | null;
}

/** What a lane remembers and an owner keeps a copy of: the part of the position that its decisions start from. */
export interface Mark {
  readonly epoch: number;
  readonly next: number;
  /** Number of the last record published. */
  readonly sequence: number;
  /** Number of the last record seen of the lane that writes the input. */
  readonly seen: number;
}

/** The service's database: the position document, and what else a transaction writes. */
export interface Database extends Mark {
  readonly pending: readonly Pending[];
  /** Inputs that wait for a prerequisite. */
  readonly parked: readonly string[];
  /** Inputs whose effect is in the aggregates, in order. */
  readonly effects: readonly string[];
}

/** What a process tried to commit: records of the partition, or one that was parked. */
export type Attempt =
  | { readonly kind: 'chunk'; readonly from: number; readonly to: number }
  | { readonly kind: 'parked'; readonly id: string };

/**
 * A process of the service. There is no step for freezing: one that takes no step while others do is frozen, and it wakes
 * with the next one that it takes. It learns that it is a zombie only from a commit that fails.
 */
export interface Process {
  readonly name: string;
  /** `draining` only for `drainBeforeClaim`. */
  readonly role: 'away' | 'draining' | 'owner';
  readonly mark: Mark;
  /** Records of the last commit or claim that are not acknowledged yet, in order. */
  readonly unsent: readonly Pending[];
  /** Partitions whose answer to the current request is still to come. */
  readonly awaiting: readonly number[];
  /** A commit whose answer was lost, and which is therefore tried again. */
  readonly doubt: Attempt | null;
}

/** A record on its way to a partition or in it. */
export interface Sent {
  readonly id: string;
  readonly sequence: number;
}

/** A produce request on its way: it lands when it likes, also after its sender is gone. */
export interface Request {
  readonly partition: number;
  readonly records: readonly Sent[];
  /** Who waits for the answer; null when nobody does any more: then it may as well be lost. */
  readonly sender: string | null;
}

/**
 * A partition of the output topic, as its reader takes it: what it has seen of the lane, and what it has applied. The log
 * itself is not kept: a reader's state after a prefix of the log is an earlier state of this one, however often and late
 * the reader crashes, because it consumes by this same protocol.
 */
export interface Partition {
  readonly seen: number;
  readonly applied: readonly Sent[];
}

/** Everything, at one moment. */
export interface State {
  readonly database: Database;
  readonly processes: readonly Process[];
  readonly network: readonly Request[];
  readonly partitions: readonly Partition[];
  readonly left: Budget;
}

/** A move of the model to another state, with a line for people. */
export interface Step {
  readonly name: string;
  readonly next: State;
  /** A misfortune that need not happen: where nothing else can, the run is at its end. */
  readonly avoidable?: boolean;
}

const nothing: Mark = { epoch: 0, next: 0, sequence: 0, seen: 0 };

/** A process without a lane: not started yet, killed, or fenced. */
export const away = (name: string): Process => ({
  name,
  role: 'away',
  mark: nothing,
  unsent: [],
  awaiting: [],
  doubt: null,
});

/** Nobody has claimed the lane yet; the topic has one partition. */
export const initialState = (scenario: Scenario): State => ({
  database: { ...nothing, pending: [], parked: [], effects: [] },
  processes: scenario.processes.map(away),
  network: [],
  partitions: [{ seen: 0, applied: [] }],
  left: scenario.budget,
});

/** The state with one process replaced. */
export const withProcess = (state: State, process: Process): State => ({
  ...state,
  processes: state.processes.map((one) => (one.name === process.name ? process : one)),
});

/** The process is gone, or stops what it was doing; its requests stay on their way, unheard. */
export const withoutOwner = (state: State, name: string): State => ({
  ...withProcess(state, away(name)),
  network: unheard(state.network, name),
});

/** Nobody waits for the answers to these requests any more. */
export const unheard = (network: readonly Request[], sender: string): readonly Request[] =>
  network.map((request) => (request.sender === sender ? { ...request, sender: null } : request));
