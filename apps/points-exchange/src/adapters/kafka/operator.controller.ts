import { Controller, Inject } from '@nestjs/common';
import { type DataOf, adjustPoints, grantPoints } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type GivingOutcome,
  adjustPoints as adjust,
  grantByPromotion,
} from '../../application/give-points.js';
import { refuse, succeed } from './answer.js';
import { POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents } from './publish-events.js';

const needs = ({ partnerId }: { readonly partnerId: string }) => ({
  companies: [partnerId],
  ...ledgerNeeds(partnerId),
});

/** What the operator does to partners' points, each time with a reason (CO-10). */
@Controller()
export class OperatorController {
  constructor(@Inject(POINTS) private readonly points: PointsOfChunk) {}

  @Handles(grantPoints, needs)
  grant(command: DataOf<typeof grantPoints>, context: RecordContext): void {
    const request = { ...command, id: idOf(context) };
    answer(context, grantByPromotion(request, portsIn(this.points, context.chunk), context.now));
  }

  @Handles(adjustPoints, needs)
  async adjust(command: DataOf<typeof adjustPoints>, context: RecordContext): Promise<void> {
    const request = { ...command, id: idOf(context) };
    answer(context, await adjust(request, portsIn(this.points, context.chunk), context.now));
  }
}

const idOf = ({ record }: RecordContext): string => record.operationId ?? record.id;

function answer(context: RecordContext, { result, events }: GivingOutcome): void {
  const { operationId } = context.record;
  publishEvents(context, events);
  if (!result.ok) return refuse(context, operationId, result.error);
  const { id, version } = result.value.account;
  succeed(context, operationId, { kind: 'points-accounts', id }, [{ kind: 'points-accounts', id, version }]);
}
