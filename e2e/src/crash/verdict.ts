import type { Connection } from 'mongoose';
import { consumeAll } from '@reservoir/testing';
import { aggregatesOf, sum } from './databases.js';
import type { Sent } from './load.js';

/** What was found at the end; a campaign has passed when `faults` is empty. */
export interface Verdict {
  readonly purchases: number;
  readonly licences: number;
  readonly deadLetters: number;
  readonly faults: readonly string[];
}

export interface Evidence {
  readonly pool: Connection;
  readonly gateway: Connection;
  readonly topicPrefix: string;
}

interface LotRow {
  readonly _id: string;
  readonly quantity: number;
  readonly source: { readonly orderId: string };
}

/** Compares what was sent with the pool, its events, the gateway's read model, the receipts and the dead letters. */
export async function judge(sent: Sent, { pool, gateway, topicPrefix }: Evidence): Promise<Verdict> {
  const lots = await aggregatesOf<LotRow>(pool, 'lot');
  const shown = await aggregatesOf<LotRow>(gateway, 'lots');
  const events = await uniqueEvents(
    `${topicPrefix}license-pool.events.v1`,
    'reservoir.license-pool.lot-added.v1',
  );
  const receipts = await uniqueEvents(
    `${topicPrefix}orders.receipts.v1`,
    'reservoir.license-pool.order-receipt.v1',
  );
  const letters = await consumeAll(`${topicPrefix}orders.v1.dlq`);
  const poison = new Set(letters.map(({ value }) => value?.toString() ?? ''));
  const added = events.flatMap((event) => (event as { lots: LotRow[] }).lots);
  const outcomes = receipts as { readonly orderId: string; readonly outcome: string }[];
  const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted');
  const pools = await aggregatesOf<{ _id: string; quantity: number }>(pool, 'pool');
  const licences = sum([...sent.purchases.values()]);
  return {
    purchases: sent.purchases.size,
    licences,
    deadLetters: poison.size,
    faults: [
      ...differences('lots of the pool', quantitiesOf(lots), sent.purchases),
      ...differences('lots of the events', quantitiesOf(added), sent.purchases),
      ...(added.length === sent.purchases.size ? [] : [`${added.length} lots were added by events`]),
      ...differences('lots of the read model', quantitiesOf(shown), sent.purchases),
      ...(sum(pools.map(({ quantity }) => quantity)) === licences ? [] : ['the sums of the pools differ']),
      ...(accepted.length === sent.purchases.size ? [] : [`${accepted.length} receipts say accepted`]),
      ...setDifferences('dead letters', poison, sent.poison),
    ],
  };
}

const quantitiesOf = (lots: readonly LotRow[]): ReadonlyMap<string, number> =>
  new Map(lots.map(({ source, quantity }) => [source.orderId, quantity]));

/** The data of every event of a type, repeats of one event (same source and id) counted once. */
async function uniqueEvents(topic: string, type: string): Promise<unknown[]> {
  const events = new Map<string, unknown>();
  for (const { headers, value } of await consumeAll(topic))
    if (headers['ce_type'] === type)
      events.set(`${headers['ce_source']} ${headers['ce_id']}`, JSON.parse(value?.toString() ?? 'null'));
  return [...events.values()];
}

function differences(
  what: string,
  found: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
): string[] {
  const lost = [...expected].filter(([key, quantity]) => found.get(key) !== quantity);
  const extra = [...found].filter(([key]) => !expected.has(key));
  return lost.length + extra.length === 0
    ? []
    : [`${what}: ${lost.length} lost or wrong, ${extra.length} too many`];
}

function setDifferences(what: string, found: ReadonlySet<string>, expected: ReadonlySet<string>): string[] {
  const lost = [...expected].filter((key) => !found.has(key));
  const extra = [...found].filter((key) => !expected.has(key));
  return lost.length + extra.length === 0 ? [] : [`${what}: ${lost.length} lost, ${extra.length} too many`];
}
