import { Problem } from './problem.js';
import type { FastifyServer } from './fastify-server.js';

/**
 * Answers at most so many requests at a time; the others get 503 with Retry-After at once, instead of waiting for an answer that
 * comes too late. It comes before all else, so that saying no costs next to nothing.
 */
export function limitRequestsAtOnce(server: FastifyServer, most: number): void {
  let atWork = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (atWork >= most) {
      void reply.header('x-request-id', request.id);
      done(overloaded(most));
      return;
    }
    atWork += 1;
    reply.raw.once('close', () => (atWork -= 1));
    done();
  });
}

const overloaded = (most: number): Problem =>
  new Problem('overloaded', {
    detail: `This server answers ${most} requests at a time, and so many are under way.`,
    headers: { 'retry-after': '1' },
  });
