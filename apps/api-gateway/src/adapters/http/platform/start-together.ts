/**
 * Lets work start in groups: at once when no other has started for so many milliseconds; else when they are over, in one turn of the
 * event loop with all that came meanwhile. What a group then reads, writes and sends is gathered into one command for each (docs/adr/0031).
 * @param apartMs between the starts of two groups at least; nobody waits longer
 * @returns resolves when the work may start
 */
export function startTogether(apartMs: number): () => Promise<void> {
  let nextAt = -Infinity;
  let group: Promise<void> | undefined;
  const open = (): void => {
    nextAt = performance.now() + apartMs;
    group = undefined;
  };
  return async () => {
    const leftMs = nextAt - performance.now();
    if (!group && leftMs <= 0) {
      open();
      return;
    }
    group ??= new Promise<void>((resolve) => setTimeout(resolve, leftMs)).then(open);
    await group;
  };
}
