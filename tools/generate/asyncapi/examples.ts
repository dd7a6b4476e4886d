/** Examples of upstream records, by type: what an order system writes, told with the companies of the demonstration world. */
export const upstreamExamples: Readonly<Record<string, readonly UpstreamExample[]>> = {
  'orders.license-purchased.v1': [
    {
      name: 'purchase',
      summary: 'Partner Gold buys 25 licences of Endpoint Security with Secure Plus for one year',
      id: 'purchase-order-1001-1',
      time: '2026-11-21T09:30:00Z',
      data: {
        orderId: 'order-1001',
        line: '1',
        distributorId: 'distributor-one',
        partnerId: 'partner-gold',
        sku: 'endpoint-security:secure-plus',
        term: 'Y1',
        quantity: 25,
        unitPrice: { currency: 'EUR', amountMinor: 2990 },
        purchasedAt: '2026-11-21T09:30:00Z',
      },
    },
  ],
  'orders.license-refunded.v1': [
    {
      name: 'refund',
      summary: 'Five of them are given back',
      id: 'refund-77',
      time: '2026-11-22T14:05:00Z',
      data: {
        refundId: 'refund-77',
        orderId: 'order-1001',
        line: '1',
        partnerId: 'partner-gold',
        quantity: 5,
        reason: 'Ordered too many',
      },
    },
  ],
  'orders.points-purchased.v1': [
    {
      name: 'points',
      summary: 'Partner Gold buys 1,000 MSSP points, which expire as usual after 12 months',
      id: 'purchase-order-1002-1',
      time: '2026-11-21T09:31:00Z',
      data: {
        orderId: 'order-1002',
        line: '1',
        partnerId: 'partner-gold',
        points: 1000,
        purchasedAt: '2026-11-21T09:31:00Z',
      },
    },
  ],
};

/** A record of an upstream system. */
export interface UpstreamExample {
  readonly name: string;
  readonly summary: string;
  /** CloudEvents `id`. */
  readonly id: string;
  /** CloudEvents `time`. */
  readonly time: string;
  readonly data: object;
}

const source = '/example/order-system';

/** The example in binary mode. */
export const binaryExample = (type: string, { name, summary, id, time, data }: UpstreamExample): object => ({
  name,
  summary,
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_type: type,
    ce_source: source,
    ce_id: id,
    ce_time: time,
  },
  payload: data,
});

/** The same example in structured mode. */
export const structuredExample = (
  type: string,
  { name, summary, id, time, data }: UpstreamExample,
): object => ({
  name,
  summary,
  headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
  payload: { specversion: '1.0', type, source, id, time, data },
});
