import type { State } from './state.js';

/**
 * Names states shortly: equal states get equal names, different ones different names. A step replaces few parts of a state
 * and shares the others, so that a part is written out once, and known by its number from then on. Requests on their way
 * have no order among them.
 */
export function fingerprinting(): (state: State) => string {
  const byText = new Map<string, number>();
  const byPart = new WeakMap<object, number>();
  const numbered = (part: object): number => {
    const known = byPart.get(part);
    if (known !== undefined) return known;
    const text = JSON.stringify(part);
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    byPart.set(part, number);
    return number;
  };
  return ({ database, left, processes, network, partitions }) =>
    [
      [database, left].map(numbered),
      processes.map(numbered),
      network.map(numbered).sort((a, b) => a - b),
      partitions.map(numbered),
    ].join('|');
}
