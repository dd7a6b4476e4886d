/** Between the starts of two groups, in milliseconds. */
export interface Apart {
  /** So that what comes quickly gathers, also where each is answered quickly. */
  readonly leastMs: number;
  /** Nobody waits longer for a group that is not answered yet. */
  readonly mostMs: number;
}

interface Group {
  readonly startedAt: number;
  atWork: number;
}

/**
 * Lets work start in groups, as a database commits in groups: what comes while a group is at work starts when all of that has ended, in
 * one turn of the event loop; what comes while none is starts at once. What a group then reads, writes and sends is gathered into one command for
 * each (docs/adr/0031).
 * @returns resolves when the work may start, with what is to be called once it has ended
 */
export function startTogether({ leastMs, mostMs }: Apart): () => Promise<() => void> {
  let last: Group = { startedAt: -Infinity, atWork: 0 };
  let waiting: ((group: Group) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const start = (): void => {
    last = { startedAt: performance.now(), atWork: waiting.length };
    for (const begin of waiting) begin(last);
    waiting = [];
  };
  const startIfDue = (): void => {
    clearTimeout(timer);
    if (waiting.length === 0) return;
    const inMs = last.startedAt + (last.atWork > 0 ? mostMs : leastMs) - performance.now();
    if (inMs > 0) timer = setTimeout(startIfDue, inMs);
    else start();
  };
  return async () => {
    const group = await new Promise<Group>((begin) => {
      waiting.push(begin);
      startIfDue();
    });
    return () => {
      group.atWork -= 1;
      if (group === last) startIfDue();
    };
  };
}
