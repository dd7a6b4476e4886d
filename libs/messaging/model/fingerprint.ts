import type { Request, State } from './state.js';

/** The same text for equal states, another one for any other. */
export const fingerprint = (state: State): string =>
  JSON.stringify(state.network.length > 1 ? { ...state, network: inOneOrder(state.network) } : state);

/** Requests on their way have no order among them. */
const inOneOrder = (network: readonly Request[]): readonly string[] =>
  network.map((request) => JSON.stringify(request)).sort();
