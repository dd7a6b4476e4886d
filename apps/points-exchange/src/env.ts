import { type EnvOf, milliseconds, parseEnv, port, serviceEnvShape, text } from '@reservoir/service';

/** What the points-exchange service is. */
export const service = {
  name: 'points-exchange',
  summary: 'MSSP points of partners, and their exchange for licences',
} as const;

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3105').describe('Port of /health/* and /metrics'),
  GIVE_UP_AFTER_MS: milliseconds(1000, 86_400_000)
    .prefault('300000')
    .describe('After how long an exchange that the pool has not answered is given up'),
};

/** What the points-exchange service is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));

const verifyShape = {
  MONGODB_URI: serviceEnvShape.MONGODB_URI,
  MONGODB_DATABASE: serviceEnvShape.MONGODB_DATABASE,
  MONGODB_POOL_SIZE: serviceEnvShape.MONGODB_POOL_SIZE,
  PARTNER: text().optional().describe('Whose ledger to verify; all, if left out'),
};

/** Reads the environment of `npm run points:verify`. */
export const readVerifyEnv = (): EnvOf<typeof verifyShape> =>
  parseEnv(
    { name: 'points:verify', summary: 'Verifies the stored ledgers of points' },
    verifyShape,
    process.env,
    process.argv.slice(2),
  );
