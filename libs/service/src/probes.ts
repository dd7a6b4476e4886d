import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { type HealthView, type Verdict, live, ready, startup } from './health.js';

/** The port that Kubernetes and Prometheus ask. */
export interface Probes {
  readonly port: number;
  close(): Promise<void>;
}

const checks: ReadonlyMap<string, (view: HealthView) => Verdict> = new Map([
  ['/health/live', live],
  ['/health/ready', ready],
  ['/health/startup', startup],
]);

/**
 * Answers /health/live, /health/ready, /health/startup (200 or 503, with the reasons) and /metrics.
 * @throws Error that names HEALTH_PORT when the port is in use.
 */
export async function startProbes(port: number, view: () => HealthView, metrics: Registry): Promise<Probes> {
  const server = createServer((request, response) => {
    answer(request, response, view, metrics).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { url = '/', method }: IncomingMessage,
  response: ServerResponse,
  view: () => HealthView,
  metrics: Registry,
): Promise<void> {
  const path = url.split('?')[0] ?? url;
  const check = checks.get(path);
  if (method !== 'GET' && method !== 'HEAD') return end(response, 405, 'text/plain', 'GET only\n');
  if (path === '/metrics') return end(response, 200, metrics.contentType, await metrics.metrics());
  if (!check) return end(response, 404, 'text/plain', `${[...checks.keys()].join(' ')} /metrics\n`);
  const current = view();
  const { ok, reasons } = check(current);
  const body = { status: ok ? 'ok' : 'failing', reasons, consumer: current.consumer?.detail };
  end(response, ok ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
}

function end(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is in use: set HEALTH_PORT to another one`, { cause: error })
          : error,
      ),
    );
    server.listen(port, () => resolve());
  });
}
