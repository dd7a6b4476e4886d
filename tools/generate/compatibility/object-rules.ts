import type { JsonSchema } from '@reservoir/messages';
import { type Rule, differ } from './difference.js';

/** The named properties of an object schema; none for anything else. */
export const propertiesOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] as Record<string, JsonSchema> | undefined) ?? {};

const requiredOf = (schema: JsonSchema): readonly string[] =>
  (schema['required'] as string[] | undefined) ?? [];
const gone = (from: JsonSchema, to: JsonSchema): readonly string[] =>
  Object.keys(propertiesOf(from)).filter((name) => !(name in propertiesOf(to)));

/**
 * A property of the last release stays, required or not. Removed, readers wait for it in vain; and what writers say in it
 * (an optional `expiresAt`) is silently not heard. A rename is a removal.
 */
export const propertyRemoved: Rule = (pair) =>
  pair.direction === 'readers'
    ? differ(
        'property-removed',
        pair,
        ...gone(pair.read, pair.written).map((name) => `${name} is written no more`),
      )
    : differ(
        'property-removed',
        pair,
        ...gone(pair.written, pair.read).map((name) => `${name} is read no more`),
      );

/**
 * What is read as required is always written. For readers: a required property never becomes optional. For writers: no
 * new property is required, and no optional one becomes so; a default in the schema keeps it optional on the wire.
 */
export const required: Rule = (pair) => {
  const removed = pair.direction === 'readers' ? gone(pair.read, pair.written) : [];
  const missing = requiredOf(pair.read).filter(
    (name) => !requiredOf(pair.written).includes(name) && !removed.includes(name),
  );
  return differ(
    'required',
    pair,
    ...missing.map((name) => `${name} may be left out, but is read as required`),
  );
};

/** Readers that refuse unknown properties get none; ours ignore them, so that adding an optional property is free. */
export const closed: Rule = (pair) =>
  pair.read['additionalProperties'] === false && pair.direction === 'readers'
    ? differ(
        'closed',
        pair,
        ...gone(pair.written, pair.read).map((name) => `${name} is written, but refused`),
      )
    : [];
