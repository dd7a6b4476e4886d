/** A record to publish, as a decision names it. */
export interface Output {
  readonly id: string;
  /** `moves`: a key whose partition changes when the topic grows; `stays`: one whose partition does not. */
  readonly key: 'moves' | 'stays';
}

/** A record of the input partition; its offset is its place in the list. */
export interface Input {
  /** Two records with one id are the same event: the second was sent again by its producer. */
  readonly id: string;
  /** Its number in the one lane that writes here; null for a record that comes from no lane. */
  readonly laneSequence: number | null;
  /** Misses a prerequisite when it is first met: it is parked, and decided in a later transaction. */
  readonly parks: boolean;
  readonly outputs: readonly Output[];
}

/** How often each misfortune may strike in one run: what keeps the exploration finite. */
export interface Budget {
  /** Partitions added to the output topic. */
  readonly growths: number;
  /** Processes killed. */
  readonly kills: number;
  /** Sends repeated because no answer came in time. */
  readonly repeats: number;
  /** Commits that succeed without the process hearing of it. */
  readonly lostAnswers: number;
}

/**
 * What may be left out of the protocol, to show that it is needed. The first two are the refuted drafts of messaging.md.
 */
export interface Flaws {
  /** Sends what the former owner left before the claim, and takes the claim's `next` as it then is. */
  readonly drainBeforeClaim?: true;
  /** Chooses the partition anew at every send, instead of once, in the transaction. */
  readonly partitionChosenAtSend?: true;
  /** The commit does not ask whether the epoch is still the own one. */
  readonly noEpochInFilter?: true;
  /** The commit does not ask whether `next` is still where it was read. */
  readonly noNextInFilter?: true;
  /** The claim does not send `pending` again. */
  readonly pendingNotSentAgain?: true;
  /** The next commit overwrites `pending` before it is acknowledged. */
  readonly commitBeforeSent?: true;
  /** Readers do not compare a record's lane sequence with `seen`. */
  readonly noSequenceCheck?: true;
  /** Owners do not compare a record's offset with `next`. */
  readonly noOffsetCheck?: true;
  /** A transaction that decides a parked record does not make sure that it was still parked. */
  readonly parkedNotChecked?: true;
}

/** One run of the model: what is consumed, by whom, and what may go wrong. */
export interface Scenario {
  readonly inputs: readonly Input[];
  /** Two are enough for an owner and a zombie; which is which changes. */
  readonly processes: readonly string[];
  /** Records in one transaction, at most. */
  readonly maxChunk: number;
  /** Records in one request, at most; the next request of a lane waits for the answer to it. */
  readonly slice: number;
  /** Claims while another process has the lane, beside those when nobody has it. */
  readonly maxEpoch: number;
  readonly budget: Budget;
  readonly flaws: Flaws;
}
