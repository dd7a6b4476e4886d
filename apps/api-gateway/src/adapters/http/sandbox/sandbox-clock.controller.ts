import { Body, Controller, Get, HttpCode, Inject, Optional, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { advanceClock, clockTarget } from '@reservoir/messages';
import { type ClockFollower, SANDBOX } from '@reservoir/service';
import type { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { Problem } from '../platform/problem.js';
import { DOOR } from '../tokens.js';
import { type SandboxClockView, sandboxClockView, viewOfClock } from './sandbox-clock.view.js';

const target = clockTarget.meta({ examples: [{ by: 'P30D' }, { to: '2027-11-21T00:00:00Z' }] });

/** /v1/sandbox/clock: there only with SANDBOX=on, which the local start sets, and no image does. */
@ApiTags('sandbox')
@Controller('v1/sandbox')
export class SandboxClockController {
  constructor(
    @Optional() @Inject(SANDBOX) private readonly sandbox: ClockFollower | null,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Get('clock')
  @Reads({
    summary: 'The time that the sandbox plays',
    description: 'Only with `SANDBOX=on`, which is refused in production; else there is no such route.',
    answer: sandboxClockView,
  })
  now(): SandboxClockView {
    return viewOfClock(this.#sandbox().state());
  }

  @Post('clock::advance')
  @HttpCode(200)
  @Commands({
    summary: 'Advance the clock of the whole sandbox (CO-10)',
    description:
      'Up to an instant (`to`), or by an ISO 8601 duration (`by`), by 5 years at most. The clock stops wherever something is due, until all of it is done, and so every expiry, start, renewal and notice happens in its order, dated right. It never goes back. The operation tells its progress. Only with `SANDBOX=on`; else there is no such route.',
    answer: sandboxClockView,
    status: 200,
    roles: ['operator'],
    idempotencyKey: 'optional',
  })
  async advance(
    @Body({ schema: target }) body: z.output<typeof target>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    this.#sandbox();
    return this.door.submit(asked, {
      message: advanceClock,
      data: { target: body, actor: actorOf(asked.caller) },
      status: 200,
      idempotencyKey: 'optional',
    });
  }

  /** @throws Problem 404 when SANDBOX is off */
  #sandbox(): ClockFollower {
    if (this.sandbox) return this.sandbox;
    throw new Problem('no-such-route', { detail: 'This system plays no time of its own: SANDBOX is off.' });
  }
}
