import { type Cell, csvOf } from './csv.js';
import type { ReconciliationRow } from './reconciliation.view.js';

const columns = [
  'month',
  'customerId',
  'customerName',
  'sku',
  'entitled',
  'used',
  'billable',
  'term',
  'licences',
  'unitPriceMinor',
  'currency',
  'priceVersion',
  'trialLicences',
  'trialsEnd',
] as const;
type Line = Readonly<Record<(typeof columns)[number], Cell>>;

/**
 * A month's reconciliation as a table (EN-5). Where the contracts of a SKU have several prices, each has a line, and what counts
 * once (entitled, used, billable, trials) stands on the first: so that columns can be summed.
 */
export const reconciliationCsv = (month: string, rows: readonly ReconciliationRow[]): string =>
  csvOf(
    columns,
    rows.flatMap((row) => linesOf(month, row)),
  );

function linesOf(month: string, row: ReconciliationRow): readonly Line[] {
  const { customerId, customerName, sku, entitled, used, billable, trials } = row;
  const prices = row.prices !== null && row.prices.length > 0 ? row.prices : [null];
  return prices.map((price, index) => {
    const once = <Value extends Cell>(value: Value): Value | null => (index === 0 ? value : null);
    return {
      ...{ month, customerId, customerName, sku },
      entitled: once(entitled),
      used: once(used),
      billable: once(billable),
      ...(price === null ? noPrice : pricedAt(price)),
      trialLicences: once(trials.reduce((sum, { quantity }) => sum + quantity, 0)),
      trialsEnd: once(
        trials
          .map(({ end }) => end)
          .sort()
          .at(-1) ?? null,
      ),
    };
  });
}

const noPrice = { term: null, licences: null, unitPriceMinor: null, currency: null, priceVersion: null };

const pricedAt = ({
  term,
  licences,
  unitPrice,
  priceVersion,
}: NonNullable<ReconciliationRow['prices']>[number]) => ({
  term,
  licences,
  unitPriceMinor: unitPrice?.amountMinor ?? null,
  currency: unitPrice?.currency ?? null,
  priceVersion,
});

/** For the document. */
export const reconciliationCsvExample = [
  columns.join(','),
  '2026-11,customer-one,First Customer,endpoint-security:secure,25,27,30,Y1,25,1800,EUR,3,0,',
  '',
].join('\r\n');
