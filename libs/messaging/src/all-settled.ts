/**
 * Waits until all have ended, whatever becomes of each: a transaction must not be aborted while one of its reads is under way.
 * @throws what the first of them failed with
 */
export async function allSettled(work: Iterable<Promise<void>>): Promise<void> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
