/** What a caller gets: `ok` for 2xx, or the status of the refusal; `-` where the question makes no sense. */
export type Cell = 'ok' | '403' | '404' | '-';

/** Who asks about whom. */
export interface Column {
  readonly caller: string;
  readonly target: string;
}

/** A route with what each role of each caller gets for each target. */
export interface Row {
  readonly route: string;
  /** One letter for each role that the route is for. */
  readonly roles: string;
  readonly cells: readonly Cell[];
}

/** Callers and targets of the demonstration world, in the order of the cells. */
export const columns: readonly Column[] = [
  ...['distributor-one', 'partner-gold', 'distributor-two', 'partner-two'].map((target) => ({
    caller: 'distributor-one',
    target,
  })),
  ...[
    'partner-gold',
    'customer-one',
    'partner-chain',
    'partner-silver',
    'distributor-one',
    'partner-two',
  ].map((target) => ({ caller: 'partner-gold', target })),
  ...['customer-one', 'customer-two', 'partner-gold', 'customer-foreign'].map((target) => ({
    caller: 'customer-one',
    target,
  })),
];

/** The letters of the roles; K is an API key with total control, R one that reads only. */
export const rolesByLetter = {
  T: 'total-control',
  L: 'license-and-security-admin',
  S: 'security-admin',
  M: 'monitoring',
} as const;

/** All of them; K is an API key with total control, R one that only reads, O the operator. */
export const lettersOfRoles: readonly string[] = [...Object.keys(rolesByLetter), 'K', 'R', 'O'];

/**
 * Reads a table: method, path, roles, and a cell for each column; bars and lines that begin with # are for people.
 * @throws Error for a line that is none
 */
export const rowsOf = (table: string): readonly Row[] =>
  table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap(expanded)
    .map(rowOf);

const kinds: Readonly<Record<string, readonly string[]>> = {
  '<items>': ['families', 'products', 'modules'],
  '<sold>': ['products', 'modules'],
  '<offers>': ['assortments', 'prices'],
};

/** One line for each kind that a line stands for. */
function expanded(line: string): readonly string[] {
  const [short] = /<\w+>/.exec(line) ?? [];
  return short === undefined ? [line] : (kinds[short] ?? []).map((kind) => line.replace(short, kind));
}

function rowOf(line: string): Row {
  const [method = '', path = '', roles = '', ...cells] = line.split(/[\s|]+/);
  const readable = cells.every((cell) => /^(ok|403|404|-)$/.test(cell)) && /^[TLSMOKR]+$/.test(roles);
  if (!readable || cells.length !== columns.length) throw new Error(`cannot read: ${line}`);
  return { route: `${method} /v1${path}`, roles, cells: cells as Cell[] };
}
