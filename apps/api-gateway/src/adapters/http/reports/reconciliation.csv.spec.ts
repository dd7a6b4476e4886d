import { describe, expect, it } from '@jest/globals';
import { reconciliationCsv, reconciliationCsvExample } from './reconciliation.csv.js';
import type { ReconciliationRow } from './reconciliation.view.js';

const price = (term: 'M1' | 'Y1', amountMinor: number | null) => ({
  term,
  distributorId: 'distributor-one',
  priceVersion: 3,
  licences: 25,
  unitPrice: amountMinor === null ? null : { currency: 'EUR', amountMinor },
});
const row = (of: Partial<ReconciliationRow> = {}): ReconciliationRow => ({
  customerId: 'customer-one',
  customerName: 'First Customer',
  sku: 'endpoint-security:secure',
  entitled: 25,
  used: 27,
  billable: 30,
  prices: [price('Y1', 1800)],
  trials: [],
  ...of,
});
const lines = (...rows: readonly ReconciliationRow[]) => reconciliationCsv('2026-11', rows).split('\r\n');

describe('EN-5 a reconciliation as CSV', () => {
  it('is a line for each SKU, as the document shows it', () =>
    expect(reconciliationCsv('2026-11', [row()])).toBe(reconciliationCsvExample));

  it('has a line for each price; what counts once stands on the first', () =>
    expect(lines(row({ prices: [price('M1', 200), price('Y1', null)] })).slice(1, 3)).toEqual([
      '2026-11,customer-one,First Customer,endpoint-security:secure,25,27,30,M1,25,200,EUR,3,0,',
      '2026-11,customer-one,First Customer,endpoint-security:secure,,,,Y1,25,,,3,,',
    ]));

  it('leaves out what is not to be seen, and names trials', () => {
    const trials = [
      { contractId: 'a', quantity: 20, end: '2026-12-10' },
      { contractId: 'b', quantity: 5, end: '2026-12-01' },
    ];
    expect(lines(row({ used: null, prices: null, trials }))[1]).toBe(
      '2026-11,customer-one,First Customer,endpoint-security:secure,25,,30,,,,,,25,2026-12-10',
    );
  });

  it('takes no formula from a name', () =>
    expect(lines(row({ customerName: '=HYPERLINK("x")' }))[1]).toContain(`"'=HYPERLINK(""x"")"`));
});
