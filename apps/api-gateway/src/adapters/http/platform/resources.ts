import type { Caller } from '../../../domain/caller.js';

/** A resource as a GET would show it. */
export interface FoundResource {
  readonly href: string;
  readonly body: unknown;
}

/** Reads one kind of resource for a caller: undefined for what is unknown or foreign (CO-8). */
export type ResourceReader = (id: string, caller: Caller) => Promise<FoundResource | undefined>;

/** The resources that commands make or change, by the kind that their outcomes name. */
export class Resources {
  constructor(private readonly readers: Readonly<Record<string, ResourceReader>>) {}

  async find(kind: string, id: string, caller: Caller): Promise<FoundResource | undefined> {
    return this.readers[kind]?.(id, caller);
  }
}
