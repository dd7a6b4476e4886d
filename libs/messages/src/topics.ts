/** How a topic is kept: deleted after a time, or compacted to the last record of each key. */
export interface TopicSettings {
  readonly cleanup: 'delete' | 'compact';
  /** Only for `delete`. */
  readonly retentionDays?: number;
  readonly summary: string;
}

const days = (retentionDays: number, summary: string): TopicSettings => ({
  cleanup: 'delete',
  retentionDays,
  summary,
});

/** Every topic of the platform (interfaces.md). */
export const topics = {
  'orders.v1': days(14, 'Purchases, refunds and points purchases of upstream order systems, by partner'),
  'orders.receipts.v1': days(14, 'One receipt per order line: accepted, duplicate or refused, and why'),
  'companies.commands.v1': days(7, 'Commands on companies, by company'),
  'companies.events.v1': {
    cleanup: 'compact',
    summary: 'Companies, their users and API keys, each record with the whole current state',
  },
  'catalog.commands.v1': days(7, 'Commands on the catalog, by product, module or distributor'),
  'catalog.events.v1': {
    cleanup: 'compact',
    summary: 'Families, products, modules, assortments and prices, each record with the whole current state',
  },
  'usage.v1': days(14, 'Devices that use licences, as security products count them, by customer'),
  'license-pool.commands.v1': days(7, 'Commands on license pools, by pool'),
  'license-pool.events.v1': days(14, 'What happened to license pools, by pool'),
  'contracts.commands.v1': days(7, 'Commands on contracts and the answers of license pools, by customer'),
  'contracts.events.v1': days(14, 'What happened to contracts, services and entitlements, by customer'),
  'points-exchange.commands.v1': days(
    7,
    'Commands on MSSP points and the answers of license pools, by partner',
  ),
  'points-exchange.events.v1': days(14, 'What happened to MSSP points, by partner'),
  'operations.v1': days(7, 'Outcomes of commands, by operation'),
  'sandbox.clock.v1': {
    cleanup: 'compact',
    summary: 'How far the clock of a sandbox is advanced; with SANDBOX=on only',
  },
  'sandbox.reports.v1': {
    cleanup: 'compact',
    summary: 'What services still have to do before the clock of a sandbox goes on; with SANDBOX=on only',
  },
} as const satisfies Record<string, TopicSettings>;

export type TopicName = keyof typeof topics;

/** Where the untouched original of a record that could not be processed goes. */
export const deadLetterTopicOf = (topic: string): string => `${topic}.dlq`;
