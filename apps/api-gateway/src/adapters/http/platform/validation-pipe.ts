import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem } from './problem.js';

/** What a schema complains about. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const errorsAtMost = 50;

/** Validates parameters, queries and bodies against the zod schemas at the handlers' parameters. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: invalid });
  }

  /** Nest would walk the whole value here, and a deep one would overflow the stack; the parser refuses such keys already. */
  protected override stripProtoKeys(): void {
    // Nothing is left to strip.
  }
}

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
