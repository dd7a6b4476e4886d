import { etagOf, isNotModified } from './etag.js';
import type { FastifyServer } from './fastify-server.js';

/** Gives every GET of the API an ETag, and answers 304 to who has the same already. */
export function conditionalRequests(server: FastifyServer): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!request.url.startsWith('/v1/') || reply.hasHeader('cache-control')) {
      done(null, payload);
      return;
    }
    const readable = request.method === 'GET' && reply.statusCode === 200 && typeof payload === 'string';
    void reply.header('cache-control', readable ? 'private, no-cache' : 'no-store');
    if (!readable) {
      done(null, payload);
      return;
    }
    const etag = etagOf(payload);
    void reply.headers({ etag, vary: 'Authorization' });
    if (isNotModified(request.headers['if-none-match'], etag)) {
      void reply.code(304).removeHeader('content-type').removeHeader('content-length');
      done(null, '');
      return;
    }
    done(null, payload);
  });
}
