import type { z } from 'zod';
import type { EnvShape } from './env-shape.js';

/** One environment variable, for people. */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly required: boolean;
  /** As it would be written; undefined when there is none. */
  readonly default: string | undefined;
  readonly secret: boolean;
}

/** Every variable of a shape, the required ones first, else in the order of the shape. */
export function variablesOf(shape: EnvShape): readonly Variable[] {
  const variables = Object.entries(shape).map(([name, schema]) => variable(name, schema));
  return variables.sort((a, b) => Number(b.required) - Number(a.required));
}

/** What `--help` prints. */
export function helpText(
  service: { readonly name: string; readonly summary: string },
  shape: EnvShape,
): string {
  const variables = variablesOf(shape);
  const width = Math.max(...variables.map(({ name }) => name.length));
  const lines = variables.map((one) => `  ${one.name.padEnd(width)}  ${one.meaning}${remark(one)}`);
  return `${service.name}: ${service.summary}\n\nConfigured by environment variables only:\n\n${lines.join('\n')}\n`;
}

/** The same as a Markdown table, for documentation. */
export function markdownTable(shape: EnvShape): string {
  const rows = variablesOf(shape).map(
    (one) => `| \`${one.name}\` | ${one.meaning} | ${one.required ? '**required**' : quoted(one.default)} |`,
  );
  return ['| variable | meaning | default |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function variable(name: string, schema: z.ZodType): Variable {
  const { description = '', secret = false } = (schema.meta() ?? {}) as {
    description?: string;
    secret?: boolean;
  };
  const { defaultValue } = schema.def as { defaultValue?: unknown };
  return {
    name,
    meaning: description,
    required: !schema.safeParse(undefined).success,
    default: typeof defaultValue === 'string' && defaultValue !== '' ? defaultValue : undefined,
    secret,
  };
}

function remark({ required, default: value }: Variable): string {
  if (required) return ' (required)';
  return value === undefined ? '' : ` (default ${value})`;
}

const quoted = (value: string | undefined): string => (value === undefined ? '' : `\`${value}\``);
