import { describe, expect, it } from '@jest/globals';
import type { OutgoingCommand } from '@reservoir/service';
import { anOperation } from '../../testing/operations.js';
import { KafkaCommands } from './kafka-commands.js';

const command = {
  type: 'reservoir.contracts.assign-licenses.v1',
  data: { request: { customerId: 'customer-one' } },
};
const operation = anOperation({ command });
const quiet = { warn: () => undefined };
const sender = (send: (commands: readonly OutgoingCommand[]) => Promise<void>, withinMs = 1000) =>
  new KafkaCommands({ send }, quiet, withinMs);

describe('a command to Kafka', () => {
  it('carries the operation as its id, however often it is sent', async () => {
    const sent: OutgoingCommand[] = [];
    const commands = sender(async (batch) => void sent.push(...batch));
    expect([await commands.send(operation), await commands.send(operation)]).toEqual([true, true]);
    expect(new Set(sent.map(({ id, operationId }) => `${id} ${String(operationId)}`))).toEqual(
      new Set(['operation-one operation-one']),
    );
    expect(sent[0]).toMatchObject({ message: { topic: 'contracts.commands.v1' }, data: command.data });
  });

  it('CT-18: says that it is a preview, when it is one', async () => {
    const sent: OutgoingCommand[] = [];
    const commands = sender(async (batch) => void sent.push(...batch));
    await commands.send(operation);
    await commands.send({ ...operation, preview: true });
    expect(sent.map(({ preview }) => preview)).toEqual([undefined, true]);
  });

  it('goes out together with those that are sent at the same time', async () => {
    const batches: string[][] = [];
    const commands = sender(async (batch) => void batches.push(batch.map(({ id }) => id)));
    const sent = await Promise.all(['a', 'b'].map(async (id) => commands.send({ ...operation, id })));
    expect(sent).toEqual([true, true]);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('is not sent when Kafka refuses', async () =>
    expect(await sender(() => Promise.reject(new Error('no broker'))).send(operation)).toBe(false));

  it('is not sent when Kafka says nothing, and nobody waits for it for ever', async () =>
    expect(await sender(() => new Promise(() => undefined), 20).send(operation)).toBe(false));

  it('of a type that there is not is a bug', async () => {
    const odd = anOperation({ command: { ...command, type: 'nothing' } });
    await expect(sender(async () => undefined).send(odd)).rejects.toThrow('nothing is no message');
  });
});
