import { setImmediate as turn } from 'node:timers/promises';
import type { CatalogPorts, CatalogUnitOfWork } from './catalog-suite.js';

const kinds = ['families', 'products', 'modules', 'assortments', 'prices', 'companies'] as const;

interface Draft {
  readonly seen: ReadonlyMap<string, unknown>;
  readonly written: Map<string, unknown>;
}

/** The catalog in memory, with the conflicts that a database has: what was written must not have changed since it was read. */
export function memoryCatalog(): CatalogUnitOfWork {
  const documents = new Map<string, unknown>();
  const attempt = async <T>(
    decide: (ports: CatalogPorts) => T,
  ): Promise<{ readonly value: T } | undefined> => {
    const draft: Draft = { seen: new Map(documents), written: new Map() };
    await turn();
    const value = decide(portsOver(draft));
    await turn();
    if ([...draft.written.keys()].some((key) => documents.get(key) !== draft.seen.get(key))) return undefined;
    for (const [key, state] of draft.written) documents.set(key, state);
    return { value };
  };
  return async (_needs, decide) => {
    for (;;) {
      const done = await attempt(decide);
      if (done) return done.value;
    }
  };
}

/** Ports over one map of their own, for whoever needs no conflicts. */
export const memoryPorts = (): CatalogPorts => portsOver({ seen: new Map(), written: new Map() });

const portsOver = ({ seen, written }: Draft): CatalogPorts =>
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        find: (id: string) => written.get(`${kind} ${id}`) ?? seen.get(`${kind} ${id}`),
        save: (state: { readonly id: string }) => void written.set(`${kind} ${state.id}`, state),
      },
    ]),
  ) as unknown as CatalogPorts;

/** The same ports for every chunk, for controllers. */
export const everyChunk = (ports: CatalogPorts) => ({
  families: { in: () => ports.families },
  products: { in: () => ports.products },
  modules: { in: () => ports.modules },
  assortments: { in: () => ports.assortments },
  prices: { in: () => ports.prices },
  companies: { in: () => ports.companies },
});
