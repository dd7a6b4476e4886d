import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '@reservoir/messages';
import { z } from 'zod';
import { compareSchemas } from './compare-schemas.js';
import type { Direction } from './difference.js';

const toSchema = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' });

/** What of the last release breaks: `rule path` for each difference, by direction. */
function broken(released: z.ZodType, current: z.ZodType): Record<Direction, readonly string[]> {
  const of = (direction: Direction): readonly string[] =>
    compareSchemas(toSchema(released), toSchema(current), direction).map(
      ({ rule, path }) => `${rule} ${path}`,
    );
  return { readers: of('readers'), writers: of('writers') };
}

const state = z.enum(['draft', 'active']);
const base = z.object({
  id: z.string().max(10),
  count: z.int().min(0).max(100),
  state,
  note: z.string().optional(),
});

describe('changes that break nobody', () => {
  it.each([
    ['nothing', base],
    ['a new optional property', base.extend({ more: z.string().optional() })],
    ['a new property with a default', base.extend({ more: z.int().default(0) })],
    ['a description', base.describe('what it is')],
  ])('%s', (_what, current) => {
    expect(broken(base, current)).toEqual({ readers: [], writers: [] });
  });
});

/** Each rule with its planted violation: what changes, and whom it breaks how. */
const violations: readonly (readonly [string, z.ZodType, readonly string[], readonly string[]])[] = [
  ['a required property removed', base.omit({ id: true }), ['property-removed /'], ['property-removed /']],
  ['an optional property removed', base.omit({ note: true }), ['property-removed /'], ['property-removed /']],
  [
    'a property renamed',
    base.omit({ id: true }).extend({ identity: z.string().max(10) }),
    ['property-removed /'],
    ['property-removed /', 'required /'],
  ],
  ['a required property made optional', base.partial({ id: true }), ['required /'], []],
  ['an optional property made required', base.required({ note: true }), [], ['required /']],
  ['a required property added', base.extend({ more: z.string() }), [], ['required /']],
  ['a type changed', base.extend({ id: z.int() }), ['type /id'], ['type /id']],
  ['a type widened', base.extend({ count: z.number().min(0).max(100) }), ['type /count'], []],
  ['a property made nullable', base.extend({ id: z.string().max(10).nullable() }), ['type /id'], []],
  ['an alternative added', base.extend({ id: z.union([z.string().max(10), z.int()]) }), ['type /id'], []],
  ['a value added', base.extend({ state: z.enum(['draft', 'active', 'ended']) }), ['values /state'], []],
  ['a value removed', base.extend({ state: z.enum(['draft']) }), [], ['values /state']],
  ['an enumeration opened', base.extend({ state: z.string() }), ['values /state'], []],
  ['an upper bound raised', base.extend({ count: z.int().min(0).max(200) }), ['bounds /count'], []],
  ['an upper bound lowered', base.extend({ count: z.int().min(0).max(50) }), [], ['bounds /count']],
  ['a lower bound raised', base.extend({ count: z.int().min(1).max(100) }), [], ['bounds /count']],
  ['a lower bound lowered', base.extend({ count: z.int().min(-1).max(100) }), ['bounds /count'], []],
  ['a length shortened', base.extend({ id: z.string().max(9) }), [], ['bounds /id']],
  ['a length set free', base.extend({ id: z.string() }), ['bounds /id'], []],
  ['a pattern added', base.extend({ id: z.string().max(10).regex(/^a/) }), [], ['shape /id']],
];

describe('changes that break', () => {
  it.each(violations)('%s', (_what, current, readers, writers) => {
    expect(broken(base, current)).toEqual({ readers, writers });
  });

  it('a pattern changed, whichever is the wider', () => {
    const [one, other] = [
      z.object({ id: z.string().regex(/^a/) }),
      z.object({ id: z.string().regex(/^ab/) }),
    ];
    expect(broken(one, other)).toEqual({ readers: ['shape /id'], writers: ['shape /id'] });
  });

  it('a new property where the last release refuses what it does not know', () => {
    const closed = z.strictObject({ id: z.string() });
    expect(broken(closed, closed.extend({ more: z.string().optional() }))).toEqual({
      readers: ['closed /'],
      writers: [],
    });
  });

  it('what no rule knows', () => {
    const difference = {
      rule: 'unjudged',
      path: '/',
      detail: 'if changed, and no rule says what that means',
    };
    expect(compareSchemas({ type: 'object' }, { type: 'object', if: {} }, 'writers')).toEqual([difference]);
    const [one, other] = [{ anyOf: [{}], allOf: [{}] }, { anyOf: [{}] }];
    expect(compareSchemas(one, other, 'readers')).toMatchObject([{ rule: 'unjudged', path: '/' }]);
  });
});

describe('places', () => {
  const inside = (state: z.ZodType): z.ZodType =>
    z.object({
      list: z.array(z.object({ state })),
      byName: z.record(z.string(), z.object({ state })),
      maybe: z.object({ state }).nullable(),
      either: z.union([z.array(z.object({ state })).min(1), z.array(z.never()).max(0)]),
    });

  it('are found in arrays, records and alternatives', () => {
    const paths = ['/list/*/state', '/byName/*/state', '/maybe/state', '/either/*/state'];
    expect(broken(inside(state), inside(z.enum(['draft', 'active', 'ended'])))).toEqual({
      readers: paths.map((path) => `values ${path}`),
      writers: [],
    });
  });

  it('are narrowed by an alternative that is gone', () => {
    const [one, other] = [z.union([z.string(), z.int()]), z.string()];
    expect(broken(one, other)).toEqual({ readers: [], writers: ['type /'] });
  });

  it('an enumeration that was open from the start may grow', () => {
    const other = z
      .string()
      .max(4)
      .regex(/^[a-z]+$/);
    const open = (...known: [string, ...string[]]): z.ZodType => z.union([z.enum(known), other]);
    expect(broken(open('a'), open('a', 'b'))).toEqual({ readers: [], writers: [] });
    expect(broken(open('a'), open('a', 'too-long')).readers).toEqual(['values /']);
  });
});
