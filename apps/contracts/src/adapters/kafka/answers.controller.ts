import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  commitRefused,
  drawRefused,
  licensesDrawn,
  recoveryApplied,
  recoveryRefused,
  reservationAccepted,
  reservationCommitted,
  reservationRefused,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { answerAssignment, recoveryWasAnswered } from '../../application/answer-assignment.js';
import { needsOfAssignment } from '../../application/needs.js';
import type { PoolAnswer, RecoveryAnswer } from '../../domain/license-pool.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';
import { refusalOf } from './refusal-of.js';

const needs = ({ holder }: Pick<PoolAnswer, 'holder'>) => needsOfAssignment(holder);

/** What license pools answer to assignments (CT-4). */
@Controller()
export class AnswersController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(licensesDrawn, needs)
  drawn(data: DataOf<typeof licensesDrawn>, context: RecordContext): void {
    this.#take({ type: 'LicensesDrawn', ...data }, context);
  }

  @Handles(drawRefused, needs)
  drawRefused(data: DataOf<typeof drawRefused>, context: RecordContext): void {
    this.#take({ type: 'DrawRefused', ...data, refusal: refusalOf(data.refusal) }, context);
  }

  @Handles(reservationAccepted, needs)
  accepted(data: DataOf<typeof reservationAccepted>, context: RecordContext): void {
    this.#take({ type: 'ReservationAccepted', ...data }, context);
  }

  @Handles(reservationRefused, needs)
  reservationRefused(data: DataOf<typeof reservationRefused>, context: RecordContext): void {
    this.#take({ type: 'ReservationRefused', ...data, refusal: refusalOf(data.refusal) }, context);
  }

  @Handles(reservationCommitted, needs)
  committed(data: DataOf<typeof reservationCommitted>, context: RecordContext): void {
    this.#take({ type: 'ReservationCommitted', ...data }, context);
  }

  @Handles(commitRefused, needs)
  commitRefused(data: DataOf<typeof commitRefused>, context: RecordContext): void {
    this.#take({ type: 'CommitRefused', ...data, refusal: refusalOf(data.refusal) }, context);
  }

  @Handles(recoveryApplied, needs)
  recovered(data: DataOf<typeof recoveryApplied>, context: RecordContext): void {
    this.#recovered({ type: 'RecoveryApplied', ...data }, context);
  }

  @Handles(recoveryRefused, needs)
  notRecovered(data: DataOf<typeof recoveryRefused>, context: RecordContext): void {
    const refusal = refusalOf(data.refusal);
    this.#recovered({ type: 'RecoveryRefused', ...data, refusal }, context);
  }

  #recovered(answer: RecoveryAnswer, context: RecordContext): void {
    publishOutcome(context, recoveryWasAnswered(answer, this.portsOf(context.chunk), context.now));
  }

  #take(answer: PoolAnswer, context: RecordContext): void {
    const outcome = answerAssignment(answer, this.portsOf(context.chunk), context.now);
    if (outcome) publishOutcome(context, outcome);
    else
      context.deadLetter({
        code: 'unknown-assignment',
        detail: `there is no assignment ${answer.holder.assignmentId}`,
      });
  }
}
