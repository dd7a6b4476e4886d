import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { type Observable, map, throwError, timeout } from 'rxjs';
import type { HttpReply, HttpRequest } from './http-types.js';
import { header } from './http-types.js';
import { waitMsOf } from './prefer.js';
import { Problem } from './problem.js';

/** An answer whose status and headers are not those of every answer of its route. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

const workMs = 15_000;

/** Writes Answers, and gives no route more time than its caller waits and 15 s of work. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<HttpReply>();
    const request = http.getRequest<HttpRequest>();
    const limitMs = workMs + waitMsOf(header(request, 'prefer'));
    return next.handle().pipe(
      timeout({ first: limitMs, with: () => throwError(() => timeLimit(limitMs)) }),
      map((value) => (value instanceof Answer ? write(value, reply) : value)),
    );
  }
}

function write({ status, headers, body }: Answer, reply: HttpReply): unknown {
  reply.status(status).headers(headers);
  if (status >= 400) reply.type('application/problem+json; charset=utf-8');
  return body;
}

const timeLimit = (limitMs: number): Problem =>
  new Problem('time-limit', {
    detail: `There was no answer within ${limitMs / 1000} s. A command with an Idempotency-Key can be sent again.`,
    headers: { 'retry-after': '1' },
  });
