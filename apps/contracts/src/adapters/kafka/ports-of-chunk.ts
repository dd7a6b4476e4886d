import type { Chunk } from '@reservoir/messaging';
import type { Ports } from '../../application/ports.js';

/** Gives the ports bound to a unit of work. */
export type PortsOfChunk = (chunk: Chunk) => Ports;

/** Injection token of `PortsOfChunk`. */
export const PORTS = Symbol('ports');
