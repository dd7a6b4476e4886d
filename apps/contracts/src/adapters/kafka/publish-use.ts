import {
  excessUnprotected,
  featuresSwitched,
  serviceOverAllocated,
  serviceWithinAllocation,
  usageMeasured,
} from '@reservoir/messages';
import { unprotectedFrom } from '../../domain/over-allocation.js';
import { serviceIdOf } from '../../domain/service.js';
import type { Usage } from '../../domain/usage.js';
import type { UseEvent } from '../../domain/use.events.js';
import { type Publisher, publish } from './publish.js';

/** Publishes what happened to the use of a service (EN-4, EN-6). */
export function publishUse(context: Publisher, event: UseEvent): void {
  switch (event.type) {
    case 'UsageMeasured': {
      const { customerId, version, ...known } = event.usage;
      const { sku, product, devices, measuredAt, overSince, months } = known;
      const usage = { customerId, sku, product, devices, measuredAt, overSince, months };
      return publish(context, usageMeasured, { customerId, usage }, { sequence: version });
    }
    case 'ServiceOverAllocated':
    case 'ExcessUnprotected': {
      const { usage, entitled, since } = event;
      const message = event.type === 'ServiceOverAllocated' ? serviceOverAllocated : excessUnprotected;
      const data = { ...marked(usage), entitled, since, unprotectedFrom: unprotectedFrom(since) };
      return publish(context, message, data, { sequence: usage.version });
    }
    case 'ServiceWithinAllocation': {
      const { usage, entitled, at } = event;
      const data = { ...marked(usage), entitled, at };
      return publish(context, serviceWithinAllocation, data, { sequence: usage.version });
    }
    case 'FeaturesSwitched': {
      const { feature, on } = event;
      const { customerId, product, off, version } = event.switches;
      const data = { customerId, switches: { customerId, product, off }, feature, on };
      return publish(context, featuresSwitched, data, { sequence: version });
    }
  }
}

const marked = ({ customerId, product, sku, devices }: Usage) => ({
  customerId,
  serviceId: serviceIdOf(customerId, product),
  product,
  sku,
  devices,
});
