import { expect } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { messages } from '@reservoir/messages';
import { Chunk, type InboundRecord, RecordContext } from '@reservoir/messaging';
import { AssignmentsController } from '../adapters/kafka/assignments.controller.js';
import { aCommand, learnTheWorld, noon } from './contracts.fixtures.js';
import { type MemoryPorts, memoryPorts } from './memory-ports.js';

/** The operation that every record belongs to, and its command. */
export const { operationId, ...assign } = aCommand('operation-1', { addOns: ['encryption'] });

/** How a record arrives. */
export interface Arrival {
  readonly operationId?: string | null;
  readonly sent?: Instant | null;
  readonly lastAttempt?: boolean;
}

/** A record's context, outside any transaction. */
export function contextOf({ operationId: id = operationId, sent = noon, lastAttempt = false }: Arrival = {}) {
  const record = { type: 'test', operationId: id, time: sent } as InboundRecord;
  return new RecordContext(record as InboundRecord<never>, new Chunk(null as never, noon), lastAttempt);
}

/** Everything that a context published, validated as its consumers will. */
export const published = (context: RecordContext<never>) =>
  context.publications.map(({ message, data, options }) => {
    expect(messages.get(message.type)).toBe(message);
    const parsed = message.schema.parse(JSON.parse(JSON.stringify(data)));
    expect(parsed).toEqual(data);
    return {
      name: message.type.split('.')[2],
      topic: message.topic,
      data: parsed as Record<string, never>,
      ...options,
    };
  });

/** Runs a handler, which Nest awaits whatever it returns. */
export async function handled(context: RecordContext<never>, handler: () => unknown): Promise<void> {
  await handler();
  expect(context.failure).toBeUndefined();
}

/** Ports that know the companies and the catalog. */
export const aWorld = () => {
  const ports = memoryPorts();
  learnTheWorld(ports);
  return ports;
};

/** A request with an add-on, told to the controller. @param changes to the request */
export async function assigning(ports: MemoryPorts, arrival: Arrival = {}, changes = {}) {
  const context = contextOf(arrival);
  await handled(context, () =>
    new AssignmentsController(() => ports).assign(
      { ...assign, request: { ...assign.request, ...changes } } as never,
      context,
    ),
  );
  return context;
}
