/** How the outcome of a step is counted: by its exit code, by its closing line, or by Jest's report. */
export type Counting = 'exit' | 'closing-line' | 'jest';

/** One step of a check: a command that ends within its limit. */
export interface Step {
  readonly name: string;
  /** Program and arguments; programs of node_modules/.bin are found. */
  readonly command: readonly [string, ...string[]];
  readonly counting: Counting;
  readonly limitSeconds: number;
  /** How many of the two cores it keeps busy: steps of one core run two at a time. */
  readonly cores: 1 | 2;
  /** Steps without which this one says nothing: where no server started, none will here. */
  readonly needs?: readonly string[];
}

const script = (name: string, ...args: string[]): Step['command'] => [
  'npm',
  'run',
  '--silent',
  name,
  ...(args.length > 0 ? ['--', ...args] : []),
];

const jest = (project: string, ...more: readonly string[]): Step['command'] =>
  script('jest', '--selectProjects', project, '--ci', ...more);

/** `npm test`, in its order. */
export const allSteps: readonly Step[] = [
  { name: 'format', command: script('format:check'), counting: 'exit', limitSeconds: 180, cores: 1 },
  { name: 'lint', command: script('lint'), counting: 'exit', limitSeconds: 480, cores: 1 },
  {
    name: 'lint-probes',
    command: script('lint:probes'),
    counting: 'closing-line',
    limitSeconds: 300,
    cores: 1,
  },
  { name: 'typecheck', command: script('typecheck'), counting: 'exit', limitSeconds: 300, cores: 1 },
  { name: 'unit', command: jest('unit'), counting: 'jest', limitSeconds: 480, cores: 2 },
  { name: 'integration', command: jest('integration'), counting: 'jest', limitSeconds: 900, cores: 2 },
  { name: 'build', command: script('build'), counting: 'exit', limitSeconds: 240, cores: 1 },
  {
    name: 'e2e',
    command: jest('e2e'),
    counting: 'jest',
    limitSeconds: 900,
    cores: 2,
    needs: ['integration', 'build'],
  },
  {
    name: 'generated',
    command: script('generate', '--check'),
    counting: 'exit',
    limitSeconds: 180,
    cores: 1,
  },
];

/**
 * The steps of these names, in the order of `npm test`; all of them if none is named.
 *
 * @throws if there is no step of a name
 */
export function stepsNamed(names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !allSteps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no step ${unknown.join(', ')}; there are ${allSteps.map((step) => step.name).join(', ')}`,
    );
  }
  return names.length === 0 ? allSteps : allSteps.filter((step) => names.includes(step.name));
}
