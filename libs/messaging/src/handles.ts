import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import type { Needs } from './chunk.js';
import type { RecordContext } from './record-context.js';

/** What the transport reads from a handler beside its pattern. */
export interface HandlerExtras {
  readonly needs: (data: never) => Needs;
}

/** The method that handles a message: `(data, context)`; it throws for bugs and servers that are away only. */
export type Handler<M extends MessageDefinition> = (
  data: DataOf<M>,
  context: RecordContext<DataOf<M>>,
) => void | Promise<void>;

/**
 * Marks a controller's method as the handler of a message.
 * @param needs names what the transport must load, by store, before the first record of the chunk is decided.
 */
export const Handles =
  <M extends MessageDefinition>(message: M, needs: (data: DataOf<M>) => Needs = () => ({})) =>
  <H extends Handler<M>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const handle = descriptor.value as Handler<M>;
    const guarded: Handler<M> = async function (this: unknown, data, context) {
      try {
        await handle.call(this, data, context);
      } catch (error) {
        context.fail(error);
      }
    };
    descriptor.value = guarded as H;
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    const mark = EventPattern(message.type, { needs } satisfies HandlerExtras) as MethodDecorator;
    mark(target, key, descriptor as never);
  };
