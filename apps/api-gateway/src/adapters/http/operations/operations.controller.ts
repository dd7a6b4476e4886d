import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { id } from '@reservoir/messages';
import { z } from 'zod';
import { type WaitingDeps, awaitOutcome } from '../../../application/await-outcome.js';
import { plusMs } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import type { Operation } from '../../../domain/operation.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { ANSWERS, TENANCY, USE_CASES } from '../tokens.js';
import type { Answers } from './answers.js';
import { operationView } from './operation.view.js';

/** /v1/operations */
@ApiTags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(
    @Inject(USE_CASES) private readonly waiting: WaitingDeps,
    @Inject(ANSWERS) private readonly answers: Answers,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get(':id')
  @Reads({
    summary: "A command's progress and outcome",
    description: 'With `Prefer: wait=N` it waits for the outcome; without, it answers at once.',
    answer: operationView,
  })
  async find(
    @Param({ schema: z.object({ id }) }) params: { id: string },
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    const operation = await this.waiting.operations.find(params.id);
    if (!operation || !(await this.#mayRead(asked.caller, operation))) throw unknown('operation');
    const deadline = plusMs(this.waiting.clock.now(), asked.prefersToWait ? asked.waitMs : 0);
    return this.answers.ofOperation(await awaitOutcome(operation, deadline, this.waiting), asked.caller);
  }

  /** CO-8, CO-10: those of the caller's subtree; those of operators for operators only. */
  async #mayRead(caller: Caller, { caller: { companyId } }: Operation): Promise<boolean> {
    if (companyId === null) return caller.role === 'operator';
    return (await this.tenancy.find(caller, companyId)) !== undefined;
  }
}
