import { type Logger, destination, pino, stdTimeFunctions } from 'pino';
import { scrub } from './scrub.js';

export type { Logger } from 'pino';

/** Takes whole lines. */
export interface LineSink {
  write(line: string): void;
}

/**
 * The logger of a process: one JSON object a line, with the service, the time (ISO 8601) and the level by name. Secrets
 * never reach the sink, wherever in the line they stand.
 * @param sink standard output unless a test says otherwise; written to at once, so that nothing is lost at exit
 */
export function createLogger(
  service: string,
  level: string,
  sink: LineSink = destination({ dest: 1, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { service },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => sink.write(scrub(line)) },
  );
}

/** What ties the lines of one request or record together. */
export interface Correlation {
  readonly correlationId: string;
  readonly causationId?: string | null;
  readonly operationId?: string | null;
}

/** A logger that puts the correlation into each of its lines. */
export const correlated = (
  logger: Logger,
  { correlationId, causationId, operationId }: Correlation,
): Logger =>
  logger.child({ correlationId, ...(causationId && { causationId }), ...(operationId && { operationId }) });
