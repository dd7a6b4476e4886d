import { type EnvOf, parseEnv, port, serviceEnvShape } from '@reservoir/service';

/** What the companies service is. */
export const service = {
  name: 'companies',
  summary: 'The tree of distributors, partners and customers',
} as const;

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3101').describe('Port of /health/* and /metrics'),
};

/** What the companies service is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));
