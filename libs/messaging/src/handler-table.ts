import { type MessageHandler } from '@nestjs/microservices';
import { type MessageDefinition, messages } from '@reservoir/messages';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Needs } from './chunk.js';
import type { HandlerExtras } from './handles.js';
import type { RecordContext } from './record-context.js';

/** A handler with what the transport knows of its message. */
export interface KnownHandler {
  readonly message: MessageDefinition;
  needs(data: unknown): Needs;
  handle(context: RecordContext): Promise<void>;
}

/**
 * Nest's handlers by CloudEvents type, looked up once and not per record.
 * @throws Error at start for a handler of a type that no message defines.
 */
export function handlerTable(
  handlers: ReadonlyMap<string, MessageHandler>,
): ReadonlyMap<string, KnownHandler> {
  return new Map([...handlers].map(([type, handler]) => [type, knownHandler(type, handler)]));
}

function knownHandler(type: string, handler: MessageHandler): KnownHandler {
  const message = messages.get(type);
  const extras = handler.extras as HandlerExtras | undefined;
  if (!message || !extras?.needs)
    throw new Error(`${type}: handlers are declared with @Handles(message, needs)`);
  return {
    message,
    needs: (data) => extras.needs(data as never),
    handle: async (context) => {
      const result: unknown = await handler(context.record.data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      if (context.failure) throw context.failure.error;
    },
  };
}
