import { clockAdvance, time } from '@reservoir/messages';
import type { SandboxState } from '@reservoir/service';
import { z } from 'zod';

/** How far an advance has come. */
export const advanceProgress = z
  .object({
    from: time,
    to: time,
    now: time.describe('Where the clock stands by now'),
    stops: clockAdvance.shape.stops.describe('How often it has stopped, since something was due'),
    waitingFor: clockAdvance.shape.waitingFor.describe('What is not done yet of what was due by now'),
  })
  .meta({ id: 'AdvanceProgress' });

/** The clock of the sandbox. */
export const sandboxClockView = z
  .object({
    now: time,
    aheadMs: z.int().min(0).describe("How far it is ahead of the machine's clock, in milliseconds"),
    advance: advanceProgress
      .extend({ operationId: z.string() })
      .nullable()
      .describe('The advance that is under way'),
  })
  .meta({ id: 'SandboxClock' });
export type SandboxClockView = z.output<typeof sandboxClockView>;

/** The clock as it is shown. */
export function viewOfClock({ now, aheadMs, advance }: SandboxState): SandboxClockView {
  if (!advance) return { now, aheadMs, advance: null };
  const { operationId, from, to, stops, waitingFor } = advance;
  return { now, aheadMs, advance: { operationId, from, to, now, stops, waitingFor } };
}

/** How far an operation has come, if it is the advance that is under way. */
export function progressOf(
  operationId: string,
  sandbox: { state(): SandboxState } | null,
): z.output<typeof advanceProgress> | undefined {
  const advance = sandbox ? viewOfClock(sandbox.state()).advance : null;
  if (advance?.operationId !== operationId) return undefined;
  const { operationId: _, ...progress } = advance;
  return progress;
}
