import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  advanceClock,
  clockAdvanceChanged,
  companiesOperationCompleted,
  finishAdvance,
  sandboxClockKey,
} from '@reservoir/messages';
import { type Chunk, Handles, type RecordContext } from '@reservoir/messaging';
import * as clock from '../../application/advance-clock.js';
import type { SandboxClock } from '../../domain/sandbox-clock.js';
import { clockStuck } from '../../domain/sandbox-clock.rejections.js';
import { refuse, refuseOperation } from './operation-answers.js';

/** Gives the sandbox's clock bound to a unit of work. */
interface ClocksOfChunk {
  in(chunk: Chunk): clock.SandboxClocks;
}

/** Injection token of `ClocksOfChunk`. */
export const SANDBOX_CLOCKS = Symbol('sandbox clocks');

const needs = () => ({ sandboxClocks: [sandboxClockKey] });

/** The clock of a sandbox (CO-10); only with SANDBOX=on. */
@Controller()
export class SandboxClockController {
  constructor(@Inject(SANDBOX_CLOCKS) private readonly clocks: ClocksOfChunk) {}

  /** The operation is answered when the clock is there. */
  @Handles(advanceClock, needs)
  advance({ target, actor }: DataOf<typeof advanceClock>, context: RecordContext): void {
    const { operationId, id: eventId } = context.record;
    const asked = { id: sandboxClockKey, operationId: operationId ?? eventId, target, actor };
    const decided = clock.advanceClock(asked, this.clocks.in(context.chunk), context.now);
    if (!decided.ok) return refuse(context, decided.error);
    tell(context, decided.value);
  }

  @Handles(finishAdvance, needs)
  finish(data: DataOf<typeof finishAdvance>, context: RecordContext): void {
    const ended = clock.endAdvance(sandboxClockKey, data, this.clocks.in(context.chunk));
    if (!ended) return;
    tell(context, ended);
    const { operationId } = data;
    if (ended.advance.state === 'stuck')
      return refuseOperation(context, operationId, clockStuck(ended.advance));
    context.publish(companiesOperationCompleted, {
      operationId,
      outcome: 'succeeded',
      resource: { kind: 'sandbox-clock', id: sandboxClockKey },
      refusal: null,
      requires: [],
    });
  }
}

const tell = (context: RecordContext, { advance, version }: SandboxClock): void =>
  context.publish(clockAdvanceChanged, { ...advance, version }, { sequence: version });
