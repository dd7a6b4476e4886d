import type { OrderKind, OrderRecord } from './generate.js';

const fates: Readonly<Record<OrderKind, string>> = {
  purchase: 'receipt accepted, a lot in the pool',
  duplicate: 'receipt duplicate, nothing credited',
  refund: 'receipt accepted or refused',
  malformed: 'orders.v1.dlq at once',
  'unknown-partner': 'waits, then receipt refused and orders.v1.dlq',
};

/** What was sent, by kind, and what is to become of it. */
export function summaryOf(sent: readonly OrderRecord[], seconds: number): string {
  const counts = new Map<OrderKind, number>();
  for (const { kind } of sent) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const rows = [...counts].map(
    ([kind, count]) => `  ${kind.padEnd(16)} ${String(count).padStart(8)}   ${fates[kind]}`,
  );
  const licences = sent.reduce(
    (sum, { kind, purchase }) => sum + (kind === 'purchase' ? (purchase?.quantity ?? 0) : 0),
    0,
  );
  return `${sent.length} records in ${seconds.toFixed(1)} s\n${rows.join('\n')}\n  licences bought  ${String(licences).padStart(8)}`;
}
