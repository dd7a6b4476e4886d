import { consumeAll, testKafka } from '@reservoir/testing';
import type { Evidence } from './evidence.js';
import { faultsOfContracts } from './faults-of-contracts.js';
import { faultsOfPools, faultsOfSubtrees, sumsOf } from './faults-of-pools.js';

/** What was found at the end; a campaign has passed when `faults` is empty. */
export interface Verdict {
  /** How the operations of each saga ended: `done`, or the code of the refusal. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly customers: number;
  readonly contracts: number;
  /** New lots that took over licences of customers that moved. */
  readonly lotsMoved: number;
  readonly faults: readonly string[];
}

/** Holds all that is there against the invariants of domain.md §7; nothing may be in flight. */
export const judge = (evidence: Evidence): Verdict => ({
  outcomes: outcomesOf(evidence),
  customers: evidence.clients.length,
  contracts: evidence.contracts.length,
  lotsMoved: evidence.lots.filter(({ provenance }) => provenance === 'transfer').length,
  faults: [...faultsOfContracts(evidence), ...faultsOfPools(evidence), ...faultsOfSubtrees(evidence)],
});

function outcomesOf({ operations }: Evidence): Verdict['outcomes'] {
  const outcomes: Record<string, Record<string, number>> = {};
  const asked = operations.filter(({ correlationId }) => correlationId.includes('.'));
  const told = asked.map(({ correlationId, state, outcome }) => {
    const how = state === 'succeeded' ? 'done' : (outcome?.refusal?.code ?? state);
    return [`${correlationId.split('.')[0] ?? ''} ${how}`, 1] as const;
  });
  for (const [key, count] of sumsOf(told)) {
    const [saga = '', how = ''] = key.split(' ');
    (outcomes[saga] ??= {})[how] = count;
  }
  return outcomes;
}

/** Records that were set aside: each tells of a fault, since nobody publishes any here that could not be read. */
export async function deadLettersOf(topicPrefix: string): Promise<readonly string[]> {
  const admin = testKafka().admin();
  await admin.connect();
  const all = await admin.listTopics().finally(async () => admin.disconnect());
  const letters = all.filter((topic) => topic.startsWith(topicPrefix) && topic.endsWith('.dlq'));
  const records = (await Promise.all(letters.map(async (topic) => consumeAll(topic)))).flat();
  return records.map(
    ({ topic, headers, value }) =>
      `set aside in ${topic}: ${headers['ce_type'] ?? ''} ${headers['dlq-code'] ?? ''} ${headers['dlq-detail'] ?? ''} ${String(value)}`,
  );
}
