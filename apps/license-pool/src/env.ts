import { type EnvOf, parseEnv, port, serviceEnvShape } from '@reservoir/service';

/** What the license pool service is. */
export const service = {
  name: 'license-pool',
  summary: "The partners' stock of licences, waiting to be assigned",
} as const;

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3103').describe('Port of /health/* and /metrics'),
};

/** What the license pool service is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));
