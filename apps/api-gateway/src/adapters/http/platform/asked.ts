import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Caller } from '../../../domain/caller.js';
import { type HttpRequest, header, pathOf } from './http-types.js';
import { callerOf } from './identities.js';
import { waitMsOf } from './prefer.js';
import { asksForPreview, isCommandRoute } from './preview.js';
import { correlationIdOf } from './request-ids.js';

/** What a request says beside its parameters and body. */
export interface Asked {
  readonly caller: Caller;
  readonly requestId: string;
  readonly correlationId: string;
  readonly method: string;
  readonly path: string;
  /** As it was sent, before validation. */
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  /** `?preview=true` (CT-18). */
  readonly preview: boolean;
  readonly waitMs: number;
  /** `Prefer: wait` was given. */
  readonly prefersToWait: boolean;
}

/** The request as a command or a query needs it. @throws Problem for a command with a query that it does not have */
export function askedOf(request: HttpRequest, isCommand: boolean): Asked {
  const prefer = header(request, 'prefer');
  return {
    caller: callerOf(request),
    requestId: request.id,
    correlationId: correlationIdOf(request.headers, request.id),
    method: request.method,
    path: pathOf(request),
    body: request.body,
    idempotencyKey: header(request, 'idempotency-key'),
    preview: isCommand && asksForPreview(request.url),
    waitMs: waitMsOf(prefer),
    prefersToWait: /\bwait\b/i.test(prefer ?? ''),
  };
}

const requestOf = (context: ExecutionContext): HttpRequest =>
  context.switchToHttp().getRequest<HttpRequest>();

/** A handler's parameter: the request beside its parameters and body. */
export const TheAsked = createParamDecorator((_: unknown, context: ExecutionContext) =>
  askedOf(requestOf(context), isCommandRoute(context.getHandler())),
);

/** A handler's parameter: who speaks. */
export const TheCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(requestOf(context)),
);
