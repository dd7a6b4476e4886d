import type { State } from './state.js';

/** The same text for equal states, another one for any other. Requests on their way have no order among them. */
export const fingerprint = (state: State): string =>
  JSON.stringify({ ...state, network: state.network.map((request) => JSON.stringify(request)).sort() });
