import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { type PastPeriod, type ToldContract, pastPeriods, pastPeriodsMost } from './past-periods.js';

const period = (start: string, end: string, quantity = 5) => ({
  sku: 'edr-standalone',
  term: 'M1' as const,
  quantity,
  start: utcDay(start),
  end: utcDay(end),
  catalogVersion: 1,
  priceVersion: 1,
  tier: 'GOLD',
});
const january = period('2026-01-01', '2026-02-01');
const february = period('2026-02-01', '2026-03-01');
const march = period('2026-03-01', '2026-04-01', 7);

/** The facts of a contract that renews twice; the first renewal was taken back, and made again. */
const history: readonly ToldContract[] = [
  { version: 1, periods: [january, period('2026-02-01', '2026-03-01', 99)] },
  { version: 2, periods: [january] },
  { version: 3, periods: [january, february] },
  { version: 4, periods: [february] },
  { version: 5, periods: [march] },
];

/** As the read model applies them. */
function applied(facts: readonly ToldContract[]) {
  let known: (ToldContract & { past: readonly PastPeriod[] }) | undefined;
  for (const fact of facts) {
    const past = pastPeriods(known, fact);
    known = known && known.version >= fact.version ? { ...known, past } : { ...fact, past };
  }
  return known?.past.map(({ version: _, ...rest }) => rest);
}

describe('EN-5 the periods of a contract that are over', () => {
  it('are kept when the contract goes on to the next', () =>
    expect(applied(history)).toEqual([january, february]));

  it('worked case 5: whatever order the facts arrive in', () => {
    for (const first of history)
      for (const second of history) {
        const rest = history.filter((fact) => fact !== first && fact !== second);
        const facts = first === second ? [first, ...rest] : [first, second, ...rest];
        expect(applied(facts)).toEqual([january, february]);
      }
  });

  it('of a contract that renews for years are the last 40', () => {
    const months = Array.from({ length: 60 }, (_, n) =>
      period(
        new Date(Date.UTC(2026, n, 1)).toISOString().slice(0, 10),
        new Date(Date.UTC(2026, n + 1, 1)).toISOString().slice(0, 10),
      ),
    );
    const past = applied(months.map((one, n) => ({ version: n + 1, periods: [one] })));
    expect(past).toHaveLength(pastPeriodsMost);
    expect(past?.at(-1)).toEqual(months[58]);
  });
});
