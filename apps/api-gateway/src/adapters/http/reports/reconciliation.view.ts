import { companyId, count, day, id, money, month, sku, term, time, version } from '@reservoir/messages';
import { z } from 'zod';

/** One SKU of one customer in a month (EN-5). */
export const reconciliationRow = z.object({
  customerId: companyId,
  customerName: z.string(),
  sku,
  entitled: count.describe('Licences at the end of the month, or now'),
  used: count
    .nullable()
    .describe(
      'The most devices of the month; null when none were measured, or the customer has not let you see it (CO-2)',
    ),
  billable: count.describe("The month's peak of entitled, without trials"),
  prices: z
    .array(
      z.object({
        term,
        distributorId: companyId,
        priceVersion: version.nullable(),
        licences: count.describe('Of the periods that were made under this price'),
        unitPrice: money
          .nullable()
          .describe('Of one licence for its whole term; null when there was no price'),
      }),
    )
    .nullable()
    .describe('Frozen when each period was made (CA-7); null for who does not see the prices'),
  trials: z.array(z.object({ contractId: id, quantity: count, end: day })).describe('Still running'),
});
export type ReconciliationRow = z.input<typeof reconciliationRow>;

/** A page of a month's reconciliation. */
export const reconciliationView = z
  .object({
    month,
    from: time,
    to: time.describe('The end of the month, or now while it runs; not included'),
    items: z.array(reconciliationRow),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'Reconciliation',
    examples: [
      {
        month: '2026-11',
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
        items: [
          {
            customerId: 'customer-one',
            customerName: 'First Customer',
            sku: 'endpoint-security:secure',
            entitled: 25,
            used: 27,
            billable: 30,
            prices: [
              {
                term: 'Y1',
                distributorId: 'distributor-one',
                priceVersion: 3,
                licences: 25,
                unitPrice: { currency: 'EUR', amountMinor: 1800 },
              },
            ],
            trials: [],
          },
        ],
        nextCursor: null,
      },
    ],
  });
