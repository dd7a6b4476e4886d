import type { JsonSchema } from '@reservoir/messages';
import { type Difference, type Direction, type Pair, differ } from './difference.js';
import { closed, propertiesOf, propertyRemoved, required } from './object-rules.js';
import { bounds, notes, shape, type, unjudged, values } from './value-rules.js';

const rules = [values, bounds, shape, unjudged, propertyRemoved, required, closed];

/**
 * Where the current schema of a message breaks readers or writers of the last release: everything that may be written
 * must be read. In doubt it is broken: what cannot be judged is reported.
 */
export function compareSchemas(
  released: JsonSchema,
  current: JsonSchema,
  direction: Direction,
): readonly Difference[] {
  const [written, read] = direction === 'readers' ? [current, released] : [released, current];
  return compare({ written, read, direction, path: '' });
}

function compare(pair: Pair): readonly Difference[] {
  const { written, read } = pair;
  if (acceptsNothing(written)) return [];
  if (!branches(written) && !branches(read)) return alike(pair);
  if (beside(written) !== beside(read)) return differ('unjudged', pair, 'what stands beside anyOf changed');
  return (branches(written) ?? [written]).flatMap((one) =>
    bestOf(
      (branches(read) ?? [read]).map((other) => compare({ ...pair, written: one, read: other })),
      pair,
    ),
  );
}

/** Two schemas without alternatives: the rules here, then whatever is inside. Of another type, there is no more to say. */
function alike(pair: Pair): readonly Difference[] {
  const ofAnotherType = type(pair);
  if (ofAnotherType.length > 0) return ofAnotherType;
  return [...rules.flatMap((rule) => rule(pair)), ...inside(pair).flatMap(compare)];
}

/** What the branch says by which a value would be read: one of its type, with the least to complain about. */
function bestOf(found: readonly (readonly Difference[])[], pair: Pair): readonly Difference[] {
  const here = pair.path || '/';
  const ofItsType = found.filter(
    (branch) => !branch.some(({ rule, path }) => rule === 'type' && path === here),
  );
  const [best] = ofItsType.sort((a, b) => a.length - b.length);
  return best ?? differ('type', pair, 'an alternative is written that none of those read accepts');
}

/** The pairs one level down: properties, elements of an array, entries of a record and their names. */
function inside(pair: Pair): readonly Pair[] {
  const { written, read } = pair;
  const names = new Set([...Object.keys(propertiesOf(written)), ...Object.keys(propertiesOf(read))]);
  const property = (schema: JsonSchema, name: string): unknown =>
    propertiesOf(schema)[name] ?? entriesOf(schema);
  return [
    ...[...names].flatMap((name) => below(pair, name, property(written, name), property(read, name))),
    ...below(pair, '*', written['items'] ?? {}, read['items']),
    ...below(pair, '*', entriesOf(written), entriesOf(read)),
    ...below(pair, '*', written['propertyNames'] ?? { type: 'string' }, read['propertyNames']),
  ];
}

/** Nothing to compare where nothing is written (we write what a schema names, and no more) or anything is read. */
const below = (pair: Pair, name: string, written: unknown, read: unknown): readonly Pair[] =>
  written === undefined || read === undefined
    ? []
    : [{ ...pair, written: schemaOf(written), read: schemaOf(read), path: `${pair.path}/${name}` }];

/** The schema of the entries of a record; none where no other properties are allowed, or nothing is said. */
const entriesOf = (schema: JsonSchema): unknown =>
  schema['additionalProperties'] === false ? undefined : schema['additionalProperties'];

const schemaOf = (value: unknown): JsonSchema =>
  value === false ? { not: {} } : value === true ? {} : (value as JsonSchema);

const branches = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
  (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;

/** The restrictions beside the alternatives of a schema; none for a schema that is an alternative itself. */
const beside = (schema: JsonSchema): string =>
  branches(schema)
    ? JSON.stringify(
        Object.entries(schema).filter(([key]) => !notes.has(key) && !/^(?:any|one)Of$/.test(key)),
      )
    : '[]';

const acceptsNothing = (schema: JsonSchema): boolean => JSON.stringify(schema) === '{"not":{}}';
