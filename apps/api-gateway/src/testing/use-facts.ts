import type { featuresSwitched, usageMeasured } from '@reservoir/messages';
import type { z } from 'zod';

/** So many devices of customer-one with a SKU. */
export const aUse = (devices: number): z.input<typeof usageMeasured.schema> => ({
  customerId: 'customer-one',
  usage: {
    ...{ customerId: 'customer-one', sku: 'edr', product: 'edr', devices, overSince: null },
    measuredAt: '2026-11-21T12:00:00Z',
    months: [{ month: '2026-11', devices }],
  },
});

/** A feature of customer-one that is off since that hour. */
export const switchedOff = (hour: number): z.input<typeof featuresSwitched.schema> => ({
  customerId: 'customer-one',
  switches: {
    customerId: 'customer-one',
    product: 'edr',
    off: [{ feature: 'x', from: `2026-11-21T0${hour}:00:00Z`, to: null }],
  },
  feature: 'x',
  on: false,
});
