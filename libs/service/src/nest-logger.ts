import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Nest tells of every module and route that it finds: nobody's business but a developer's. */
const ownContexts = new Set([
  'NestFactory',
  'NestApplication',
  'NestMicroservice',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'ModuleTokenFactory',
  'Injector',
]);

/** What Nest says, in the process's log: `log` of its own parts at level debug, of an app's classes at level info. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = contextOf(rest);
      const quiet = level === 'info' && context !== undefined && ownContexts.has(context);
      const details = { ...(context && { context }), ...detailsOf(message, rest) };
      logger[quiet ? 'debug' : level](details, textOf(message));
    };
  return {
    verbose: write('trace'),
    debug: write('debug'),
    log: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}

/** Nest puts the context last. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

/** An error itself, or the stack that Nest puts before the context. */
function detailsOf(message: unknown, rest: readonly unknown[]): object {
  if (message instanceof Error) return { error: message };
  const [stack] = rest;
  if (rest.length > 1 && typeof stack === 'string') return { stack };
  return typeof message === 'object' && message !== null ? { details: message } : {};
}

function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}
