import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import type { Role } from '../../../domain/caller.js';
import { previewExample, previewView } from '../operations/preview.view.js';
import { ForRoles } from './http-guard.js';
import { CommandRoute } from './preview.js';

/** What the document says of a route that reads. */
export interface ReadingDoc {
  readonly summary: string;
  readonly description?: string;
  /** What it answers with 200: JSON, or a spreadsheet of which this is an example. */
  readonly answer: z.ZodType | { readonly csv: string };
  /** Who may read it; everybody with a token if left out. */
  readonly roles?: readonly Role[];
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

/** A route that reads: for everybody who has a token, unless it names roles. */
export const Reads = ({ summary, description, answer, roles }: ReadingDoc): MethodDecorator =>
  applyDecorators(
    ParametersForDocument(),
    ...(roles ? [ForRoles(roles)] : []),
    ApiBearerAuth(),
    ApiOperation({ summary, ...(description && { description }) }),
    ApiResponse(found(answer)),
    ApiResponse({ status: 304, description: 'Unchanged since the ETag of If-None-Match' }),
    ...problemResponses([400, 401, 403, 404, 429, 503]),
  );

const found = (answer: ReadingDoc['answer']) =>
  'csv' in answer
    ? {
        status: 200,
        description: 'A spreadsheet (RFC 4180)',
        content: { 'text/csv': { schema: { type: 'string' as const }, example: answer.csv } },
      }
    : { status: 200, description: 'The current state', standardSchema: answer };

/** A command: it becomes an operation, and answers with its outcome. */
export const Commands = (doc: CommandDoc): MethodDecorator =>
  applyDecorators(
    ParametersForDocument(),
    ForRoles(doc.roles),
    CommandRoute(),
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
    ApiQuery({
      name: 'preview',
      required: false,
      description: 'true: change nothing, and say what would happen (CT-18). Needs no Idempotency-Key',
      schema: { type: 'boolean', default: false },
    }),
    ...doneOrPreviewed(doc),
    ApiResponse({
      status: 202,
      description: 'Accepted; the outcome is not known yet: follow Location',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Operation' } } },
    }),
    ...problemResponses([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503]),
  );

/** CT-18: a preview is answered with 200, beside the resource of a command that answers so itself. */
function doneOrPreviewed({ status, answer }: CommandDoc): MethodDecorator[] {
  const done = { status, description: 'Done; the next GET shows it', standardSchema: answer };
  const examples = { preview: { summary: 'With ?preview=true', value: previewExample } };
  const description = 'With ?preview=true: what would happen; nothing has';
  if (status === 201)
    return [
      ApiResponse(done),
      ApiResponse({ status: 200, description, standardSchema: previewView, examples }),
    ];
  return [
    ApiResponse({
      ...done,
      description: `${done.description}. ${description}`,
      standardSchema: z.union([answer, previewView]),
      examples,
    }),
  ];
}

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
