import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { type DataOf, featuresSwitched, usageMeasured } from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply, sequenceOf } from './apply.js';

const usageId = ({ usage }: DataOf<typeof usageMeasured>): string => `${usage.customerId}:${usage.sku}`;
const switchesId = ({ switches }: DataOf<typeof featuresSwitched>): string =>
  `${switches.customerId}:${switches.product}`;

/** contracts.events.v1 → usages, feature switches. */
@Controller()
export class UseProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(usageMeasured, (data) => ({ usages: [usageId(data)] }))
  usage(data: DataOf<typeof usageMeasured>, context: RecordContext): void {
    const version = sequenceOf(context);
    apply(this.stores.usages, context, { ...data.usage, id: usageId(data), version });
  }

  @Handles(featuresSwitched, (data) => ({ 'feature-switches': [switchesId(data)] }))
  switches(data: DataOf<typeof featuresSwitched>, context: RecordContext): void {
    const version = sequenceOf(context);
    apply(this.stores['feature-switches'], context, { ...data.switches, id: switchesId(data), version });
  }
}
