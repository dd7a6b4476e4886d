import type { JsonSchema } from '@reservoir/messages';
import { type Rule, differ } from './difference.js';

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const shown = (value: unknown): string => (value === undefined ? 'anything' : JSON.stringify(value));

/** A type that is written is read: `integer` as `number` too, but not the other way round. */
export const type: Rule = (pair) => {
  const { written, read } = pair;
  if (read['type'] === undefined) return [];
  const understood = asList(read['type']);
  const lost = asList(written['type']).filter(
    (one) => !understood.includes(one) && !(one === 'integer' && understood.includes('number')),
  );
  return lost.length === 0
    ? []
    : differ('type', pair, `${shown(written['type'])} is written, ${shown(read['type'])} is read`);
};

const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined =>
  'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);

/**
 * Every value of an enumeration that is written is read.
 *
 * Decision: a new value in a record that we write breaks readers, without exception for documented ones, because the
 * readers that matter most, our own services of the last release during a rolling upgrade, validate and would set the
 * record aside. An enumeration that is meant to grow is declared open from its first release on,
 * `z.union([z.enum(known), slug])`: then readers had to be ready, and the rule finds the new value in the other branch.
 */
export const values: Rule = (pair) => {
  const understood = valuesOf(pair.read)?.map(shown);
  if (understood === undefined) return [];
  const written = valuesOf(pair.written)?.map(shown);
  if (written === undefined)
    return differ('values', pair, `anything is written, only ${understood.join(', ')} is read`);
  const lost = written.filter((value) => !understood.includes(value));
  return lost.length === 0 ? [] : differ('values', pair, `${lost.join(', ')} is written, but not read`);
};

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** The bound that a schema keeps: the one it states, or that of the values that it lists. */
function boundOf(schema: JsonSchema, keyword: string): number | undefined {
  const sizes = valuesOf(schema)?.map((value) =>
    keyword.endsWith('Length') ? String(value).length : Number(value),
  );
  if (sizes) return lower.includes(keyword) ? Math.min(...sizes) : Math.max(...sizes);
  return schema[keyword] as number | undefined;
}

/** What is written keeps within the bounds of what is read: numbers, lengths, sizes. */
export const bounds: Rule = (pair) =>
  [...lower, ...upper].flatMap((keyword) => {
    const read = pair.read[keyword] as number | undefined;
    if (read === undefined) return [];
    const written = boundOf(pair.written, keyword);
    const within = written !== undefined && (lower.includes(keyword) ? written >= read : written <= read);
    return within
      ? []
      : differ('bounds', pair, `${keyword} ${shown(written)} is written, ${shown(read)} is read`);
  });

const shapes = ['pattern', 'format', 'multipleOf', 'not', 'uniqueItems', 'contentEncoding'];

/** Whether all values that a schema lists match the pattern that is read. */
const listMatches = (written: JsonSchema, read: JsonSchema): boolean => {
  const pattern = new RegExp(String(read['pattern']), 'u');
  return valuesOf(written)?.every((value) => pattern.test(String(value))) ?? false;
};

/** Where a pattern, format or step is read, the same is written: whether one implies another is not computed. */
export const shape: Rule = (pair) =>
  shapes
    .filter((keyword) => keyword in pair.read && shown(pair.read[keyword]) !== shown(pair.written[keyword]))
    .filter((keyword) => !(keyword === 'pattern' && listMatches(pair.written, pair.read)))
    .flatMap((keyword) =>
      differ(
        'shape',
        pair,
        `${keyword} ${shown(pair.written[keyword])} is written, ${shown(pair.read[keyword])} is read`,
      ),
    );

const judged = new Set([
  ...['type', 'enum', 'const', ...lower, ...upper, ...shapes],
  ...['properties', 'required', 'propertyNames', 'additionalProperties', 'items', 'anyOf', 'oneOf'],
]);
/** Keywords that say nothing about which values are allowed. */
export const notes = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
]);

/** A keyword that no rule knows must stay as it was: the gate fails rather than pass what it cannot judge. */
export const unjudged: Rule = (pair) =>
  [...new Set([...Object.keys(pair.written), ...Object.keys(pair.read)])]
    .filter((keyword) => !judged.has(keyword) && !notes.has(keyword))
    .filter((keyword) => shown(pair.written[keyword]) !== shown(pair.read[keyword]))
    .flatMap((keyword) => differ('unjudged', pair, `${keyword} changed, and no rule says what that means`));
