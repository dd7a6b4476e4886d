import { durationPattern } from '@reservoir/kernel';
import { z } from 'zod';
import { actor, id, slug, time, version } from './common.js';
import { defineMessage } from './define.js';

/** There is one clock: its key, wherever one is needed. */
export const sandboxClockKey = 'sandbox-clock';

/** Up to when, or by how much. */
export const clockTarget = z.union([
  z.strictObject({ to: time }),
  z.strictObject({ by: z.string().regex(durationPattern) }),
]);

/** CO-10: an operator advances the clock of a sandbox. The companies service answers when it is there. */
export const advanceClock = defineMessage({
  type: 'reservoir.companies.advance-clock.v1',
  topic: 'companies.commands.v1',
  summary: 'Advance the clock of a sandbox, stopping wherever something is due (SANDBOX=on only)',
  keyOf: () => sandboxClockKey,
  schema: z.object({ target: clockTarget, actor }),
});

/** The clock is where it was to be; or something does not come to its end, and it stops there. */
export const finishAdvance = defineMessage({
  type: 'reservoir.companies.finish-advance.v1',
  topic: 'companies.commands.v1',
  summary: 'The clock of a sandbox has been advanced, or something does not come to its end',
  keyOf: () => sandboxClockKey,
  schema: z.object({ operationId: id, stuckOn: z.string().max(2000).nullable() }),
});

/** An advance that is under way. */
export const clockAdvance = z.object({
  operationId: id,
  from: time,
  to: time,
  /** How often it has stopped by now, since something was due. */
  stops: z.int().min(0),
  /** What is not done yet of what was due by now. */
  waitingFor: z.array(z.string().max(300)).max(50),
});

/** An advance was begun, or has come to its end: the whole current state, for the record (CO-10). */
export const clockAdvanceChanged = defineMessage({
  type: 'reservoir.companies.clock-advance-changed.v1',
  topic: 'companies.events.v1',
  summary: 'An operator advances the clock of a sandbox (CO-10): the whole current state',
  keyOf: () => sandboxClockKey,
  schema: z.object({
    operationId: id,
    state: z.enum(['begun', 'reached', 'stuck']),
    from: time,
    to: time,
    by: actor,
    /** What did not come to its end; null but when stuck. */
    stuckOn: z.string().max(2000).nullable(),
    version,
  }),
});

/** What every process reads, to set its clock by. */
export const clockSet = defineMessage({
  type: 'reservoir.sandbox.clock-set.v1',
  topic: 'sandbox.clock.v1',
  summary: 'The clock of a sandbox; while it is being advanced every service answers with a report',
  keyOf: () => sandboxClockKey,
  schema: z.object({
    /** Names this record: reports refer to it. */
    ask: id,
    /** How far the clock is ahead of the machines', in milliseconds; it never goes back. */
    aheadMs: z.int().min(0),
    advance: clockAdvance.nullable(),
  }),
});

/** A service has set its clock, has looked for what is due, and says what it still has to do. */
export const serviceReported = defineMessage({
  type: 'reservoir.sandbox.service-reported.v1',
  topic: 'sandbox.reports.v1',
  summary: 'What a service still has to do before the clock of a sandbox goes on',
  keyOf: ({ service }) => service,
  schema: z.object({
    service: slug,
    /** The clock record that it answers; null: it only says that it is there. */
    ask: id.nullable(),
    /** How far it had read its topics, before it looked for what is due. */
    positions: z
      .array(z.object({ topic: z.string().max(128), partition: z.int().min(0), next: z.int().min(0) }))
      .max(20_000),
    /** What it found to do; empty when there is nothing at the present instant. */
    waitingFor: z.array(z.string().max(200)).max(50),
    /** When something more will be due, as things stand; null when nothing is to come. */
    nextDue: time.nullable(),
  }),
});
