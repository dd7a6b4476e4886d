import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { HttpReply, HttpRequest } from './http-types.js';
import { Problem, problemBody } from './problem.js';

/** The part of a logger that is used here. */
interface Logs {
  error(detail: object, message: string): void;
  warn(detail: object, message: string): void;
}

/** Writes whatever was thrown as application/problem+json; what it was stays in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logs) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id: requestId, method } = http.getRequest<HttpRequest>();
    const problem = problemFrom(error);
    if (problem.status === 500) this.logger.error({ error, requestId, method }, 'a request failed');
    else if (problem.status > 500)
      this.logger.warn({ error: problem.details.cause ?? error, requestId, method }, problem.message);
    const reply = http.getResponse<HttpReply>();
    if (reply.sent) return;
    reply
      .status(problem.status)
      .headers(problem.details.headers ?? {})
      .type('application/problem+json; charset=utf-8')
      .send({ ...problemBody(problem.code, problem.details), requestId });
  }
}

/** What a thrown thing is to the caller. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return problemOfStatus(error);
  if (isDatabaseAway(error))
    return new Problem('database-unavailable', {
      detail: 'Nothing can be read or kept now. Try again soon.',
      headers: { 'retry-after': '5' },
      cause: error,
    });
  return new Problem('internal-error', {
    detail: 'The failure is in our log, under the id of this request.',
  });
}

const byStatus: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  404: ['no-such-route', 'There is no such route. /openapi.json lists all of them.'],
  413: ['body-too-large', 'A body has at most 256 kB.'],
  415: ['unsupported-media-type', 'Send the body as application/json.'],
};

/** Problems of the HTTP layer itself: fastify's words may hold parts of the request, and stay out. */
function problemOfStatus(error: HttpException): Problem {
  const status = error.getStatus();
  if (status >= 500)
    return new Problem('internal-error', { detail: 'The failure is in our log.', cause: error });
  const [code, detail] = byStatus[status] ?? [
    'malformed-request',
    'The URL or the body cannot be read: JSON is expected.',
  ];
  return new Problem(code, { detail });
}

const awayNames =
  /^Mongo(Network|ServerSelection|PoolCleared|PoolClosed|NotConnected|Topology|ConnectionPool|WaitQueueTimeout|OperationTimeout|ClientClosed)/;

const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (awayNames.test(error.name) ||
    (error as { hasErrorLabel?: (label: string) => boolean }).hasErrorLabel?.('RetryableWriteError') ===
      true);
