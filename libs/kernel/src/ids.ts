import { parse, v5, v7 } from 'uuid';

/** Gives a new, time-ordered id. Injected, so that decisions stay repeatable. */
export type NewId = () => string;

/** UUIDv7 (RFC 9562 §5.7): sorts by time of creation. */
export const newId: NewId = () => v7();

const namespace = parse('b7c7a3de-5d0f-5a0e-9d57-6f3d3c1f1c11');
const utf8 = new TextEncoder();

/** The same id for the same name, always (UUIDv5, RFC 9562 §5.5): for what must be found again after a retry. */
export const idFor = (...name: readonly string[]): string => v5(utf8.encode(JSON.stringify(name)), namespace);
