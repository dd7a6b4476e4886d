import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Role } from '../../../domain/caller.js';
import { ForRoles } from './http-guard.js';

/** What the document says of a route that reads. */
export interface ReadingDoc {
  readonly summary: string;
  readonly description?: string;
  /** What it answers with 200. */
  readonly answer: z.ZodType;
}

/** What the document says of a route that changes something, and who may use it. */
export interface CommandDoc {
  readonly summary: string;
  readonly description?: string;
  /** The resource that it answers with, when the outcome is known within the wait. */
  readonly answer: z.ZodType;
  readonly status: 200 | 201;
  readonly roles: readonly Role[];
  readonly idempotencyKey: 'required' | 'optional';
}

const problems: Readonly<Record<number, string>> = {
  400: 'The request is not as documented',
  401: 'No valid token',
  403: 'The role does not allow this, or the company of the token is not known',
  404: 'Unknown, or foreign (CO-8)',
  409: 'Refused by the domain, or the Idempotency-Key is in flight',
  410: 'The quote has expired',
  413: 'The body is larger than 256 kB',
  415: 'The body is not application/json',
  422: 'The Idempotency-Key stands for another request',
  429: 'Too many requests; see Retry-After',
  503: 'A server is away; see Retry-After',
};

/** A GET for everybody who has a token. */
export const Reads = ({ summary, description, answer }: ReadingDoc): MethodDecorator =>
  applyDecorators(
    ParametersForDocument(),
    ApiBearerAuth(),
    ApiOperation({ summary, ...(description && { description }) }),
    ApiResponse({ status: 200, description: 'The current state', standardSchema: answer }),
    ApiResponse({ status: 304, description: 'Unchanged since the ETag of If-None-Match' }),
    ...problemResponses([400, 401, 403, 404, 429, 503]),
  );

/** A command: it becomes an operation, and answers with its outcome. */
export const Commands = (doc: CommandDoc): MethodDecorator =>
  applyDecorators(
    ParametersForDocument(),
    ForRoles(doc.roles),
    ApiBearerAuth(),
    ApiOperation({ summary: doc.summary, ...(doc.description && { description: doc.description }) }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: doc.idempotencyKey === 'required',
      description: 'Makes a repeated request harmless: it gets the first answer again',
      schema: { type: 'string', maxLength: 255 },
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: 'wait=N: seconds to wait for the outcome (default 5, at most 30)',
      schema: { type: 'string', examples: ['wait=10'] },
    }),
    ApiResponse({
      status: doc.status,
      description: 'Done; the next GET shows it',
      standardSchema: doc.answer,
    }),
    ApiResponse({
      status: 202,
      description: 'Accepted; the outcome is not known yet: follow Location',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Operation' } } },
    }),
    ...problemResponses([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503]),
  );

const problemResponses = (statuses: readonly number[]): MethodDecorator[] =>
  statuses.map((status) =>
    ApiResponse({
      status,
      description: problems[status] ?? '',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );

/** Tells @nestjs/swagger how many parameters a handler has: the compiler would, if it emitted decorator metadata. */
export const ParametersForDocument =
  (): MethodDecorator =>
  (target: object, key: string | symbol, descriptor: PropertyDescriptor): void => {
    const { length } = descriptor.value as (...parameters: unknown[]) => unknown;
    const types = Array.from({ length }, () => Object);
    Reflect.defineMetadata('design:paramtypes', types, target, key);
  };
