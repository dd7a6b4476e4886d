import { total, type Tally } from './tally.js';

/** One step's outcome, as it stands in the closing table. */
export interface Row {
  readonly name: string;
  readonly tally: Tally;
  readonly elapsedMs: number;
}

/** Milliseconds for a reader: `0.4 s`, `12.0 s`, `3 min 05 s`. */
export function elapsed(ms: number): string {
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * The closing table: a line per step, and one for all of them.
 *
 * @param elapsedMs of all: less than the sum where steps ran at the same time
 */
export function table(rows: readonly Row[], elapsedMs: number): string {
  const all = { name: 'all', tally: total(rows.map((row) => row.tally)), elapsedMs };
  const cells = [...rows, all].map(({ name, tally, elapsedMs }) => [
    tally.failed > 0 ? 'FAIL' : 'ok',
    name,
    String(tally.passed),
    String(tally.failed),
    elapsed(elapsedMs),
    tally.note ?? '',
  ]);
  return aligned([['', 'step', 'passed', 'failed', 'time', ''], ...cells]);
}

/** Words to the left, figures (columns 2 to 4) to the right. */
function aligned(lines: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  const cell = (text: string, column: number): string =>
    column >= 2 && column <= 4 ? text.padStart(width(column)) : text.padEnd(width(column));
  return lines.map((line) => line.map(cell).join('  ').trimEnd()).join('\n');
}
