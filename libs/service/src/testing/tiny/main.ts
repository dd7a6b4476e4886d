import { runService } from '../../run-service.js';
import { env } from './env.js';
import { TinyModule } from './tiny.module.js';

await runService({
  name: 'tiny-service',
  env,
  module: () => TinyModule.register(),
  subscriptions: [{ topic: 'orders.v1', malformed: 'dead-letter' }],
  publishes: ['orders.receipts.v1', 'license-pool.commands.v1'],
  ...(env.port !== undefined && { http: { port: env.port } }),
});
