import type { Instant, Refusal, Result } from '@reservoir/kernel';
import { type AdvanceClock, type SandboxClock, decideAdvance, decideEnd } from '../domain/sandbox-clock.js';
import type { Kept } from './companies.js';

/** The sandbox's clock, by its one id. */
export type SandboxClocks = Kept<SandboxClock>;

/** Begins an advance of the sandbox's clock (CO-10), or says why not. */
export function advanceClock(
  asked: AdvanceClock,
  clocks: SandboxClocks,
  now: Instant,
): Result<SandboxClock, Refusal> {
  const decided = decideAdvance(asked, clocks.find(asked.id), now);
  if (decided.ok) clocks.save(decided.value);
  return decided;
}

/** Notes the end of an advance; undefined when there is none to end. */
export function endAdvance(
  id: string,
  end: { readonly operationId: string; readonly stuckOn: string | null },
  clocks: SandboxClocks,
): SandboxClock | undefined {
  const ended = decideEnd(clocks.find(id), end);
  if (ended) clocks.save(ended);
  return ended;
}
