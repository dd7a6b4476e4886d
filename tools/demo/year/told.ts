/** Something that happened, for people. */
export interface Told {
  /** When it was due, or happened. */
  readonly at: string;
  readonly text: string;
}

interface Period {
  readonly sku: string;
  readonly term: string;
  readonly quantity: number;
  readonly end: string;
}
interface Contract {
  readonly customerId: string;
  readonly partnerId: string;
  readonly mode: string;
  readonly state: string;
  readonly periods: readonly Period[];
  readonly reason: { readonly detail: string } | null;
}
interface Line {
  readonly formula: string;
  readonly sku: string;
  readonly term: string;
}
interface Pool {
  readonly partnerId: string;
  readonly sku: string;
  readonly term: string;
}

/** What is looked at of the data of events: whatever the type has of it. */
interface Seen {
  readonly at?: string;
  readonly contract?: Contract;
  readonly daysBefore?: number;
  readonly notice?: { readonly detail: string; readonly rule: string };
  readonly lines?: readonly Line[];
  readonly pool?: Pool & { readonly counts?: { readonly available: number } };
  readonly picks?: readonly { readonly quantity: number }[];
  readonly quantity?: number;
  readonly toPartnerId?: string;
  readonly exchange?: { readonly quantity: number; readonly totalPoints: number; readonly sku: string };
}

const licences = ({ sku, term, quantity }: Period, mode: string): string =>
  mode === 'trial' ? `${quantity} × ${sku}` : `${quantity} × ${sku} ${term}`;
const poolName = ({ partnerId, sku, term }: Pool): string => `${partnerId}’s pool of ${sku} ${term}`;
const sum = (picks: Seen['picks'] = []): number => picks.reduce((total, { quantity }) => total + quantity, 0);

const contracts: Readonly<Record<string, (contract: Contract, seen: Seen) => string>> = {
  'contract-activated': () => 'is active',
  'contract-scheduled': () => 'has its licences, and starts later',
  'contract-renewed': ({ periods }) => `is renewed to ${periods.at(-1)?.end ?? ''}`,
  'contract-period-started': ({ periods }) => `begins its next period, to ${periods[0]?.end ?? ''}`,
  'contract-expiring': (_, { daysBefore }) =>
    daysBefore === 1 ? 'ends tomorrow' : `ends in ${daysBefore ?? 0} days`,
  'contract-expired': ({ mode }) =>
    mode === 'trial' ? 'on trial no more' : 'has expired; its licences are retired',
  'contract-cancelled': ({ reason }) => `is cancelled: ${reason?.detail ?? ''}`,
  'seats-changed': ({ periods }) => `has ${periods[0]?.quantity ?? 0} licences now`,
  'contracts-grouped': ({ state }) =>
    state === 'superseded' ? 'is taken over by a group' : 'takes others over',
  'contract-upgraded': ({ state }) =>
    state === 'superseded' ? 'makes room for the new one' : 'is the new one',
  'contract-moved': ({ partnerId }) => `is ${partnerId}’s from now on`,
  'trial-started': ({ periods }) => `on trial to ${periods[0]?.end ?? ''}`,
  'trial-extended': ({ periods }) => `on trial longer, to ${periods[0]?.end ?? ''}`,
  'trial-converted': ({ state }) => (state === 'superseded' ? 'on trial no more' : 'bought after its trial'),
};

const others: Readonly<Record<string, (seen: Seen) => readonly string[]>> = {
  'notice-given': ({ notice }) => [`notice (${notice?.rule ?? ''}): ${notice?.detail ?? ''}`],
  'operation-planned': ({ lines = [] }) =>
    lines.map(({ sku, term, formula }) => `recovery of ${sku} ${term}: ${formula}`),
  'lot-expired': ({ pool }) => [`unassigned licences expire in ${pool ? poolName(pool) : 'a pool'}`],
  'licenses-transferred': ({ pool, picks, toPartnerId }) => [
    `${sum(picks)} licences leave ${pool ? poolName(pool) : 'a pool'} for ${toPartnerId ?? 'another'}`,
  ],
  'pool-ran-low': ({ pool }) => [`${pool ? poolName(pool) : 'a pool'} runs low`],
  'exchange-captured': ({ exchange }) => [
    `${exchange?.totalPoints ?? 0} points become ${exchange?.quantity ?? 0} licences of ${exchange?.sku ?? ''}`,
  ],
  'points-expiring': () => ['points are about to expire'],
  'points-expired': () => ['points expire'],
};

/** What an event says to people; nothing for what only services need. */
export function told(type: string, data: object, time: string): readonly Told[] {
  const seen = data as Seen;
  const at = seen.at ?? time;
  const { contract } = seen;
  const said = contracts[type];
  if (contract && said) {
    const [present] = contract.periods;
    const what = present ? licences(present, contract.mode) : '';
    return [{ at, text: `${contract.customerId}: ${what} ${said(contract, seen)}` }];
  }
  return (others[type]?.(seen) ?? []).map((text) => ({ at, text }));
}
