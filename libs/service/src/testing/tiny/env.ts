import { parseEnv, port, serviceEnvShape } from '../../env.js';

/** The environment of the tiny service. */
export const env = parseEnv(
  { name: 'tiny-service', summary: 'Answers purchases with receipts; for tests.' },
  { ...serviceEnvShape, PORT: port().optional().describe('Port of HTTP') },
  process.env,
  process.argv,
);
