import { type Result, err, ok } from '@reservoir/kernel';
import { z } from 'zod';
import { helpText } from './env-help.js';
import { crossFaults } from './env-rules.js';
import type { EnvOf, EnvShape } from './env-shape.js';

export * from './env-fields.js';
export * from './env-help.js';
export * from './env-shape.js';

/** What `--help` says of a service. */
export interface ServiceSummary {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
}

/** Where parseEnv speaks to; the process, unless a test says otherwise. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly exit: (code: number) => never;
}

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  exit: (code) => process.exit(code),
};

/**
 * Reads the environment of a service, once, before anything else starts. `--help` prints every variable and exits 0;
 * faults are reported all at once, and exit 2. A variable that is set to nothing counts as not set.
 */
export function parseEnv<Shape extends EnvShape>(
  service: ServiceSummary,
  shape: Shape,
  source: NodeJS.ProcessEnv,
  argv: readonly string[],
  { out, err: complain, exit }: Terminal = terminal,
): EnvOf<Shape> {
  if (argv.includes('--help') || argv.includes('-h')) {
    out(helpText(service, shape));
    exit(0);
  }
  const read = readEnv(shape, source);
  if (read.ok) return read.value;
  const faults = read.error.map((fault) => `  ${fault}\n`).join('');
  complain(
    `${service.name} cannot start: its environment is not right.\n${faults}--help lists all variables.\n`,
  );
  return exit(2);
}

/** The same without side effects: the environment, or every fault as a line that begins with the variable. */
export function readEnv<Shape extends EnvShape>(
  shape: Shape,
  source: NodeJS.ProcessEnv,
): Result<EnvOf<Shape>, readonly string[]> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(given);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => fault(shape, given, issue)),
    ...crossFaults(given, parsed.data),
  ];
  if (!parsed.success || faults.length > 0) return err(faults);
  const entries = Object.entries(parsed.data).map(([name, value]) => [camelCase(name), value]);
  return ok(Object.freeze(Object.fromEntries(entries)) as EnvOf<Shape>);
}

function fault(shape: EnvShape, given: NodeJS.ProcessEnv, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  const value = given[name];
  if (value === undefined) return `${name} is required: ${shape[name]?.description ?? ''}`;
  const shown = shape[name]?.meta()?.['secret'] === true ? '' : `, not ${JSON.stringify(value)}`;
  return `${name} ${issue.message}${shown}`;
}

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
