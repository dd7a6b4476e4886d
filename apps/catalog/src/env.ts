import { type EnvOf, parseEnv, port, serviceEnvShape } from '@reservoir/service';

/** What the catalog service is. */
export const service = {
  name: 'catalog',
  summary: 'Families, products and modules, and what distributors sell at what price',
} as const;

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3102').describe('Port of /health/* and /metrics'),
};

/** What the catalog service is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));
