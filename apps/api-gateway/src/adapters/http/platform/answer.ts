import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { type Observable, map, throwError, timeout } from 'rxjs';
import { type HttpReply, type HttpRequest, header } from './http-types.js';
import { waitMsOf } from './prefer.js';
import { tookTooLong } from './time-limit.js';

/** An answer whose status and headers are not those of every answer of its route. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** What a route may take beside the wait: a server that does not answer must not hold its caller (interfaces.md). */
const workMs = 10_000;

/** Writes Answers, and gives no route more time than its caller waits and 10 s of work. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<HttpReply>();
    const request = http.getRequest<HttpRequest>();
    const limitMs = workMs + waitOf(request);
    return next.handle().pipe(
      timeout({ first: limitMs, with: () => throwError(() => tookTooLong(limitMs)) }),
      map((value) => (value instanceof Answer ? write(value, reply) : value)),
    );
  }
}

/** A GET waits if it is asked to only. */
function waitOf(request: HttpRequest): number {
  const prefer = header(request, 'prefer');
  return request.method === 'GET' && prefer === undefined ? 0 : waitMsOf(prefer);
}

function write({ status, headers, body }: Answer, reply: HttpReply): unknown {
  reply.status(status).headers(headers);
  if (status >= 400) reply.type('application/problem+json; charset=utf-8');
  return body;
}
