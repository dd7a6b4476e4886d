import type { Aggregates, Chunk } from '@reservoir/messaging';
import { sandboxClockKey } from '@reservoir/messages';
import type { Advance, Advances } from '@reservoir/service';
import { type Connection, Schema } from 'mongoose';
import type { SandboxClocks } from '../../application/advance-clock.js';
import type { SandboxClock } from '../../domain/sandbox-clock.js';
import { aggregatesOf, boundTo } from './mongo-companies.js';

/** One document: the last advance. */
const sandboxClockSchema = new Schema(
  {
    _id: String,
    advance: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
  },
  { strict: true, versionKey: false, collection: 'sandbox_clock' },
);

/** The advances of a sandbox's clock in MongoDB. */
export class MongoSandboxClock implements Advances {
  readonly store: Aggregates<SandboxClock>;

  constructor(connection: Connection) {
    this.store = aggregatesOf<SandboxClock>(connection, 'SandboxClock', sandboxClockSchema);
  }

  in(chunk: Chunk): SandboxClocks {
    return boundTo(this.store, chunk);
  }

  async open(): Promise<Advance | undefined> {
    const found = await this.store.collection.findOne({ _id: sandboxClockKey });
    if (found?.advance.state !== 'begun') return undefined;
    const { operationId, from, to } = found.advance;
    return { operationId, from, to };
  }
}
