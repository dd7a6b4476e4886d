import type { FastifyServer } from './fastify-server.js';
import { speakerOf } from './identities.js';
import { correlationIdOf } from './request-ids.js';

/** The part of a logger that is used here. */
interface Logs {
  info(detail: object, message: string): void;
}

/** One line for every answer: who, what, how, how long. No header, no query and no body: they may hold secrets. */
export function accessLog(server: FastifyServer, logger: Logs): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { url: route = null } = request.routeOptions;
    logger.info(
      {
        requestId: request.id,
        correlationId: correlationIdOf(request.headers, request.id),
        method: request.method,
        route,
        path: request.url.split('?', 1)[0]?.slice(0, 300),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...speakerOf(request),
      },
      'request',
    );
    done();
  });
}
