import type { Aggregates, Chunk, Versioned } from '@reservoir/messaging';
import type { FamilyKeys, FamilyLead } from '../../application/needs.js';
import type { Assignment } from '../../domain/assignment.js';
import type { Client } from '../../domain/client.js';
import type { Product } from '../../domain/facts.js';
import { asOf } from './as-of.js';

type Lead = Exclude<FamilyKeys, string>;

/** What a family is found by. */
export interface FoundBy {
  readonly clients: Pick<Aggregates<Client>, 'find' | 'lastKnown'>;
  readonly products: Pick<Aggregates<Product>, 'find' | 'lastKnown'>;
  readonly assignments: Pick<Aggregates<Assignment & Versioned>, 'find' | 'lastKnown'>;
}

/** Which documents belong to a family: known only when its client is read; without a chunk, as all that it is found by was known last. */
export class FamilyIds {
  constructor(private readonly by: FoundBy) {}

  /** Products that the client has, and those that are to follow (CT-16). */
  readonly products = (chunk: Chunk | undefined, customerId: string): readonly string[] => {
    const { claims = [] } = asOf(chunk, this.by.clients, customerId) ?? {};
    return claims.flatMap(({ product, contracts }) => [
      product,
      ...contracts.flatMap(({ nextProduct }) => nextProduct ?? []),
    ]);
  };

  /** Every contract that the claims of the family list, and those that are named. */
  readonly contracts = (chunk: Chunk | undefined, lead: Lead): readonly string[] => {
    const family = this.#lead(chunk, lead);
    return family ? [...(family.contractIds ?? []), ...this.#claimed(chunk, family)] : [];
  };

  /** An assignment answers with contracts that no claim lists any more: those that it ended. */
  #lead(chunk: Chunk | undefined, lead: Lead): FamilyLead | undefined {
    if (!('ofAssignment' in lead)) return lead;
    const assignment = asOf(chunk, this.by.assignments, lead.ofAssignment);
    if (!assignment) return undefined;
    const { customerId, familyId, resourceId, patches } = assignment;
    const contractIds = [resourceId, ...patches.map(({ contractId }) => contractId)];
    return { customerId, familyId, contractIds };
  }

  #claimed(chunk: Chunk | undefined, lead: FamilyLead): readonly string[] {
    const { customerId, familyId, contractIds = [], product, everyFamily = false } = lead;
    const { claims = [] } = asOf(chunk, this.by.clients, customerId) ?? {};
    const ofProduct = product === undefined ? undefined : asOf(chunk, this.by.products, product)?.familyId;
    const families = new Set([
      familyId,
      ofProduct,
      ...claims
        .filter(({ contracts }) => contracts.some(({ id }) => contractIds.includes(id)))
        .map((claim) => claim.familyId),
    ]);
    return claims
      .filter((claim) => everyFamily || families.has(claim.familyId))
      .flatMap(({ contracts }) => contracts.map(({ id }) => id));
  }
}
