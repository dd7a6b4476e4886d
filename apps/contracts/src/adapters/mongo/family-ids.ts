import type { Chunk } from '@reservoir/messaging';
import type { FamilyKeys, FamilyLead } from '../../application/needs.js';
import type { Assignment } from '../../domain/assignment.js';
import type { Client } from '../../domain/client.js';
import type { Product } from '../../domain/facts.js';

type Lead = Exclude<FamilyKeys, string>;

/** Finds what an earlier store of the chunk has loaded. */
export interface Loaded {
  client(chunk: Chunk, id: string): Client | undefined;
  product(chunk: Chunk, id: string): Product | undefined;
  assignment(chunk: Chunk, id: string): Assignment | undefined;
}

/** Which documents belong to a family: known only when its client is read. */
export class FamilyIds {
  constructor(private readonly loaded: Loaded) {}

  /** Products that the client has, and those that are to follow (CT-16). */
  readonly products = (chunk: Chunk, customerId: string): readonly string[] => {
    const { claims = [] } = this.loaded.client(chunk, customerId) ?? {};
    return claims.flatMap(({ product, contracts }) => [
      product,
      ...contracts.flatMap(({ nextProduct }) => nextProduct ?? []),
    ]);
  };

  /** Every contract that the claims of the family list, and those that are named. */
  readonly contracts = (chunk: Chunk, lead: Lead): readonly string[] => {
    const family = this.#lead(chunk, lead);
    return family ? [...(family.contractIds ?? []), ...this.#claimed(chunk, family)] : [];
  };

  /** An assignment answers with contracts that no claim lists any more: those that it ended. */
  #lead(chunk: Chunk, lead: Lead): FamilyLead | undefined {
    if (!('ofAssignment' in lead)) return lead;
    const assignment = this.loaded.assignment(chunk, lead.ofAssignment);
    if (!assignment) return undefined;
    const { customerId, familyId, resourceId, patches } = assignment;
    const contractIds = [resourceId, ...patches.map(({ contractId }) => contractId)];
    return { customerId, familyId, contractIds };
  }

  #claimed(chunk: Chunk, lead: FamilyLead): readonly string[] {
    const { customerId, familyId, contractIds = [], product, everyFamily = false } = lead;
    const { claims = [] } = this.loaded.client(chunk, customerId) ?? {};
    const ofProduct = product === undefined ? undefined : this.loaded.product(chunk, product)?.familyId;
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
