import { createServer } from 'node:net';

/** Below the range that systems hand out to outgoing connections, so that a free port stays free until it is used. */
const firstPort = 20_000;
const portCount = 12_000;

/** Whether a server could listen on this port now, on any address of the machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port on which nothing listens now, picked at random so that two starts at once hardly ever meet. */
export async function freePort(random: () => number = Math.random): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = firstPort + Math.floor(random() * portCount);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${firstPort} and ${firstPort + portCount}`);
}

/** The preferred port if it is free, else another one, which is reported. */
export async function choosePort(
  preferred: number | undefined,
  report: (line: string) => void,
): Promise<number> {
  if (preferred === undefined) return freePort();
  if (await isFree(preferred)) return preferred;
  const port = await freePort();
  report(`port ${preferred} is in use: taking ${port}`);
  return port;
}
