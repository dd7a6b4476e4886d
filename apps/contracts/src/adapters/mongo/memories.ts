import type { Known, Memory, Versioned } from '@reservoir/messaging';
import { LRUCache } from 'lru-cache';
import type { Assignment } from '../../domain/assignment.js';
import type { Client } from '../../domain/client.js';
import type { Contract } from '../../domain/contract.js';
import type { Assortment } from '../../domain/facts.js';

/** Of one type; a part takes half a kilobyte to one. */
const partsMost = 100_000;
/** What is deleted is deleted a month after its end at the soonest. */
const rememberedForMs = 86_400_000;
const lookedAtEveryMs = 60_000;

/**
 * What a process remembers of the documents of one type, so as not to read them again while they stay as they are (docs/adr/0034):
 * what was used last, a day at most.
 * @param partsOf how many parts a document has beside itself; most have none that grow
 */
export const memory = <State extends Versioned>(partsOf: (state: State) => number = () => 0): Memory<State> =>
  new LRUCache<string, Known<State>>({
    maxSize: partsMost,
    sizeCalculation: ({ state }) => 1 + partsOf(state),
    ttl: rememberedForMs,
    ttlResolution: lookedAtEveryMs,
  });

/** Lines with their picks, and patches. */
export const partsOfAssignment = ({ lines, patches }: Pick<Assignment, 'lines' | 'patches'>): number =>
  lines.reduce((sum, { picks }) => sum + 1 + picks.length, patches.length);

/** What is offered. */
export const partsOfAssortment = ({ offers }: Assortment): number => offers.length;

/** The contracts that its claims list. */
export const partsOfClient = ({ claims }: Client): number =>
  claims.reduce((sum, { contracts }) => sum + contracts.length, 0);

/** Periods with their batches. */
export const partsOfContract = ({ periods }: Contract): number =>
  periods.reduce((sum, { batches }) => sum + 1 + batches.length, 0);
