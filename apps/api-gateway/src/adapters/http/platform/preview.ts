import { SetMetadata } from '@nestjs/common';
import { Problem } from './problem.js';

const command = 'gateway:command';

/** Marks a route as a command: `?preview=true` is understood, and no other query. */
export const CommandRoute = (): MethodDecorator => SetMetadata(command, true);

/** Whether a route's handler is marked as a command. */
export const isCommandRoute = (handler: object): boolean => Reflect.getMetadata(command, handler) === true;

/**
 * Reads `?preview=true` of a command (CT-18). Whatever else stands in the query is a mistake: a misspelt `preview` must not
 * do what it should only show.
 * @throws Problem invalid-request
 */
export function asksForPreview(url: string): boolean {
  const [, query = ''] = url.split('?', 2);
  const given = [...new URLSearchParams(query)];
  const errors = given.flatMap(([name, value], index) => {
    if (name !== 'preview') return [{ path: name, message: 'a command has no such query parameter' }];
    if (index > 0) return [{ path: name, message: 'given more than once' }];
    return value === 'true' || value === 'false' ? [] : [{ path: name, message: 'true or false' }];
  });
  if (errors.length > 0)
    throw new Problem('invalid-request', {
      detail: 'The query is not as documented: a command takes preview=true, and nothing else.',
      errors: errors.slice(0, 50),
    });
  return given[0]?.[1] === 'true';
}
