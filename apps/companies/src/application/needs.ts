/** Names a company's pending transfer request, which only the company knows. */
export interface OpenOf {
  readonly openOf: string;
}

/** Names what the distributor at the top of a company's line sells. */
export interface TopOf {
  readonly topOf: string;
}

/**
 * What a handler needs of the tree: companies with all above them, transfer requests, assortments. Kept as one shape for
 * the handlers and the stores behind them.
 */
export interface TreeNeeds {
  /** Companies alone. */
  readonly companies?: readonly string[];
  /** Companies and all above them. */
  readonly lines?: readonly string[];
  readonly requests?: readonly (string | OpenOf)[];
  readonly assortments?: readonly (string | TopOf)[];
}

/** Makes a handler's needs. */
export const needs = (of: TreeNeeds): Readonly<Record<string, readonly unknown[]>> => ({ ...of });
