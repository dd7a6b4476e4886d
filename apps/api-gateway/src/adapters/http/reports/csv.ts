import { stringify } from 'csv-stringify/sync';
import { Answer } from '../platform/answer.js';

/** A cell of a spreadsheet; null is empty. */
export type Cell = string | number | boolean | null;

/**
 * A table with its header line (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe.
 * @param columns in their order; each row has all of them
 */
export const csvOf = <Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): string =>
  stringify(
    rows.map((row) => columns.map((column) => row[column])),
    {
      header: true,
      columns: [...columns],
      record_delimiter: 'windows',
      escape_formulas: true,
      cast: { boolean: (value) => (value ? 'yes' : 'no') },
    },
  );

/** A table as a file of that name. @param headers such as Link, of what goes on elsewhere */
export const csvAnswer = (
  name: string,
  csv: string,
  headers: Readonly<Record<string, string>> = {},
): Answer =>
  new Answer(200, csv, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
    ...headers,
  });
