import { type EnvOf, parseEnv, port, serviceEnvShape } from '@reservoir/service';

/** What the contracts service is. */
export const service = {
  name: 'contracts',
  summary: 'Assigns licences of pools to customers: contracts, services and entitlements',
} as const;

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3104').describe('Port of /health/* and /metrics'),
};

/** What the contracts service is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));
