import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem } from './problem.js';

/** What a schema complains about. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const errorsAtMost = 50;

/** Validates parameters, queries and bodies against the zod schemas at the handlers' parameters. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ exceptionFactory: invalid });

function invalid(issues: readonly Issue[]): Problem {
  const errors = issues.slice(0, errorsAtMost).map(({ message, path = [] }) => ({
    path: path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'),
    message,
  }));
  const first = errors[0];
  const where = first?.path ? ` at ${first.path}` : '';
  return new Problem('invalid-request', {
    detail: `${issues.length === 1 ? 'One thing is' : `${issues.length} things are`} not as documented${where}.`,
    errors,
  });
}
