import { type Instant, type UtcDay, dayOf, daysBetween, instant, plusDays, utcDay } from '@reservoir/kernel';
import { type Documents, copyOf } from './copies.js';
import { partners } from './records.js';
import type { Holding, ServiceWorld } from './service-world.js';

/** What of a customer's one contract is due. */
export const dueKinds = ['expiry', 'renewal', 'notice'] as const;
export type DueKind = (typeof dueKinds)[number];

const dueKindOf = (n: number): DueKind => dueKinds[n % dueKinds.length] ?? 'expiry';

interface Ageing {
  readonly holding: Holding;
  /** Days from today to the end. */
  readonly daysLeft: number;
  /** The last notice that was given (CT-17). */
  readonly noticed: number;
  /** When the contract is next due, if not `at`, in days before its end. */
  readonly contractDue?: number;
  /** When auto-renewal looks at it: in days before its end, at `at`, or never, since it looked and the setting is off. */
  readonly look: number | 'at' | null;
}

const ageings: Readonly<Record<DueKind, Ageing>> = {
  expiry: { holding: 'one', daysLeft: 0, noticed: 1, look: null },
  renewal: { holding: 'renewing', daysLeft: 6, noticed: 7, contractDue: 1, look: 'at' },
  notice: { holding: 'one', daysLeft: 30, noticed: 60, look: 7 },
};

/** Customers whose contracts become due together. They are others in each run: what is retired once is in the pools' books for good. */
export interface DueRun {
  readonly run: number;
  readonly due: number;
}

export const dueCustomerOf = ({ run }: DueRun, n: number): string => `due-${run}-customer-${n}`;

/** Those of one kind, or all. */
export const dueCustomersOf = (run: DueRun, kind?: DueKind): readonly string[] =>
  Array.from({ length: run.due }, (_, n) => n)
    .filter((n) => kind === undefined || dueKindOf(n) === kind)
    .map((n) => dueCustomerOf(run, n));

/**
 * The documents of a customer with one contract of which something is due at an instant: as the service would have left them
 * after all that was due before.
 */
export function dueDocumentsOf(world: ServiceWorld, run: DueRun, n: number, at: Instant): Documents {
  const { holding, daysLeft, noticed, contractDue, look } = ageings[dueKindOf(n)];
  const original = world.original(holding, partners[n % partners.length] ?? '');
  const today = dayOf(instant(Date.now()));
  const daysAgo = daysBetween(today, endOf(original.documents)) - daysLeft;
  const copy = copyOf(original, dueCustomerOf(run, n), daysAgo);
  const end = endOf(copy);
  const before = (days: number): Instant => instant(`${plusDays(end, -days)}T00:00:00.000Z`);
  const dueAt = contractDue === undefined ? at : before(contractDue);
  const lookAt = typeof look === 'number' ? before(look) : look && at;
  return {
    ...copy,
    contracts: copy.contracts.map((one) => ({ ...one, noticed: { end, daysBefore: noticed }, dueAt })),
    renewalLooks: copy.renewalLooks.map((one) => ({ ...one, dueAt: lookAt })),
  };
}

function endOf({ contracts }: Documents): UtcDay {
  const [period] = contracts[0]?.['periods'] as readonly { readonly end: string }[];
  return utcDay(period?.end ?? '');
}
