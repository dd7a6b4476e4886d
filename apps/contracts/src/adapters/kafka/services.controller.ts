import { Controller, Inject } from '@nestjs/common';
import { type DataOf, changeService, contractsOperationCompleted, switchFeature } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { changeService as change } from '../../application/change-service.js';
import { nothing } from '../../application/outcome.js';
import {
  type ServiceCommand,
  type ServiceOutcome,
  needsOfService,
} from '../../application/service-command.js';
import { needsOfSwitch, switchFeature as switchOne } from '../../application/switch-feature.js';
import { serviceIdOf } from '../../domain/service.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';
import { publish } from './publish.js';
import { refusalOf } from './refusal-of.js';

/** Commands on the services of a customer (EN-1, EN-6). */
@Controller()
export class ServicesController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(changeService, needsOfService)
  change(data: DataOf<typeof changeService>, context: RecordContext): void {
    this.#answer('services', data, context, () => change(data, this.portsOf(context.chunk), context.now));
  }

  @Handles(switchFeature, needsOfSwitch)
  switchFeature(data: DataOf<typeof switchFeature>, context: RecordContext): void {
    this.#answer('feature-switches', data, context, () =>
      switchOne(data, this.portsOf(context.chunk), context.now),
    );
  }

  #answer(
    kind: 'services' | 'feature-switches',
    { customerId, product }: ServiceCommand,
    context: RecordContext,
    decide: () => ServiceOutcome,
  ): void {
    const { operationId } = context.record;
    if (operationId === null) {
      context.deadLetter({
        code: 'no-operation',
        detail: 'a command on a service needs an operation to answer to',
      });
      return;
    }
    const ended = decide();
    if (ended.refusal === null) publishOutcome(context, { ...nothing, events: ended.events });
    const id = serviceIdOf(customerId, product);
    const requires =
      ended.refusal === null && ended.version > 0 ? [{ kind, id, version: ended.version }] : [];
    publish(context, contractsOperationCompleted, {
      operationId,
      outcome: ended.refusal ? 'refused' : 'succeeded',
      resource: ended.refusal ? null : { kind, id },
      refusal: ended.refusal && refusalOf(ended.refusal),
      requires,
    });
  }
}
