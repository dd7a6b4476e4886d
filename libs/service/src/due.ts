import { type Instant, idFor } from '@reservoir/kernel';
import type { MessageDefinition } from '@reservoir/messages';

/** A command that time has made due. It names its target state, so that a second one changes nothing. */
export interface DueCommand {
  readonly message: MessageDefinition;
  /** Has the shape of the message's schema. */
  readonly data: unknown;
}

/** Finds what is due, through an index. */
export interface DueFinder {
  /** For logs and metrics: `expire-reservations`. */
  readonly name: string;
  /** Between two looks, in milliseconds. */
  readonly everyMs: number;
  /**
   * What is due at `now`, the longest due first, at most `limit`. What was sent and is not done yet is found again; the
   * scheduler knows it.
   */
  find(now: Instant, limit: number): Promise<readonly DueCommand[]>;
  /**
   * The earliest instant after `after` at which something more will be due, as things stand; null when nothing is to come.
   * The sandbox clock stops there. Without it, it stops at every midnight.
   */
  next?(after: Instant): Promise<Instant | null>;
}

/** The event id of a due command: the same from every scheduler, and when it is sent again. */
export const dueId = ({ message, data }: DueCommand): string =>
  idFor('due', message.type, canonicalJson(data));

/** JSON whose members are sorted, so that equal data gives equal text. */
function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
