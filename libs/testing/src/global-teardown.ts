import type { Servers } from './servers/index.js';

/** Jest's global teardown: ends the servers that the setup started. */
export default async function tearDown(): Promise<void> {
  const shared = globalThis as { reservoirServers?: Servers };
  await shared.reservoirServers?.stop();
  delete shared.reservoirServers;
}
