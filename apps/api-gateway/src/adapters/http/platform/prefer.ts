const defaultWaitMs = 5000;
const longestWaitMs = 30_000;

/**
 * How long the caller waits for an outcome, in milliseconds: `Prefer: wait=N` in seconds (RFC 7240), 5 s unless told
 * otherwise, 30 s at most; `respond-async` alone waits for nothing. What cannot be read is ignored, as the RFC asks.
 */
export function waitMsOf(prefer: string | undefined): number {
  const preferences = (prefer ?? '').split(',').map((one) => one.trim().toLowerCase());
  const wait = preferences.map((one) => /^wait\s*=\s*"?(\d{1,9})"?\s*(;.*)?$/.exec(one)?.[1]).find(Boolean);
  if (wait !== undefined) return Math.min(Number(wait) * 1000, longestWaitMs);
  return preferences.includes('respond-async') ? 0 : defaultWaitMs;
}
