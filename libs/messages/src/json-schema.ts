import { z } from 'zod';
import type { MessageDefinition } from './define.js';

/** A JSON Schema as it is written to a file. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The dialects that we write: 2020-12 for the schema files, draft 7 for AsyncAPI 3, which knows no later one. */
export type Dialect = 'draft-2020-12' | 'draft-7';

/** `reservoir.license-pool.lot-added.v1` → `Lot added`. */
export function titleOf(type: string): string {
  const words = (type.split('.').at(-2) ?? type).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What a message's `data` looks like on the wire: the input of its schema, before times are read as UTC and the like.
 * Properties that it does not name are allowed, and ignored by whoever reads it.
 */
export function jsonSchemaOf(message: MessageDefinition, dialect: Dialect = 'draft-2020-12'): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(message.schema, {
    target: dialect,
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
    },
  });
  const about = {
    $schema,
    $id: `urn:reservoir:message:${message.type}`,
    title: titleOf(message.type),
    description: message.summary,
  };
  return inOrder({ ...about, ...body }) as JsonSchema;
}

const order = [
  ...['$schema', '$id', 'title', 'description', 'type', 'format', 'pattern', 'enum', 'const'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['properties', 'required', 'propertyNames', 'additionalProperties', 'items', 'anyOf', 'not'],
];
const rankOf = (keyword: string): number => (order.includes(keyword) ? order.indexOf(keyword) : order.length);

/** Keywords in a fixed order, whatever order the library gives them in; properties stay as they are declared. */
function inOrder(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inOrder);
  if (typeof schema !== 'object' || schema === null) return schema;
  const keywords = Object.entries(schema).sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    keywords.map(([keyword, value]) => [
      keyword,
      keyword === 'properties' ? each(value as object) : inOrder(value),
    ]),
  );
}

const each = (properties: object): unknown =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, inOrder(schema)]));
