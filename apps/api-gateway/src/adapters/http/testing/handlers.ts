import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { type ChunkStores, type HandlerExtras, RecordContext, runUnitOfWork } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { z } from 'zod';

/** A transport that waits to be told: it has the handlers of the application, and no Kafka. */
export class ToldHandlers extends Server implements CustomTransportStrategy {
  override listen(callback: () => void): void {
    callback();
  }
  override close(): void {
    // Nothing is open.
  }
  override on(): never {
    throw new Error('no events');
  }
  override unwrap(): never {
    throw new Error('nothing to unwrap');
  }

  /** Handles one record as the real transport does: in one transaction, with what its needs name. */
  async tell<M extends MessageDefinition>(
    { connection, stores }: { readonly connection: Connection; readonly stores: ChunkStores },
    message: M,
    wire: z.input<M['schema']>,
    of: { readonly sequence?: number; readonly time?: string } = {},
  ): Promise<void> {
    const data = message.schema.parse(JSON.parse(JSON.stringify(wire))) as DataOf<M>;
    const handler = this.messageHandlers.get(message.type) as MessageHandler;
    const extras = handler.extras as unknown as HandlerExtras;
    const session = await connection.startSession();
    const now = instant(of.time ?? '2026-11-21T12:00:00Z');
    try {
      await runUnitOfWork(session, stores, extras.needs(data as never), now, async (chunk) => {
        const context = new RecordContext(recordOf(message, data, of.sequence ?? null, now), chunk, false);
        await handler(data, context);
        if (context.failure) throw context.failure.error as Error;
      });
    } finally {
      await session.endSession();
    }
  }
}

const recordOf = <M extends MessageDefinition>(
  message: M,
  data: DataOf<M>,
  sequence: number | null,
  time: ReturnType<typeof instant>,
) => ({
  topic: message.topic,
  partition: 0,
  offset: 0,
  key: message.keyOf(data),
  id: 'event',
  source: '/test',
  type: message.type,
  time,
  sequence,
  correlationId: 'correlation',
  causationId: null,
  operationId: null,
  data,
});
