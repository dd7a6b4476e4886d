import { beforeEach, describe, expect, it } from '@jest/globals';
import { complete } from '../domain/operation.js';
import { aCaller } from '../testing/callers.js';
import { Fakes } from '../testing/gateway-fakes.js';
import { aRefusal, aSuccess } from '../testing/operations.js';
import { resendOperations } from './resend-operations.js';
import { type CommandRequest, submitCommand } from './submit-command.js';

const request: CommandRequest = {
  caller: aCaller(),
  command: { type: 'reservoir.contracts.assign-licenses.v1', data: { quantity: 5 } },
  preview: false,
  correlationId: 'correlation-one',
  idempotency: { key: 'key-one', requestHash: 'hash-one' },
  waitMs: 5000,
};
let deps: Fakes;
const submit = (change: Partial<CommandRequest> = {}) => submitCommand({ ...request, ...change }, deps);
const settle = (outcome = aSuccess()) => {
  for (const operation of deps.operations.all())
    deps.operations.put(complete(operation, outcome, deps.clock.now()));
};

beforeEach(() => {
  deps = new Fakes();
});

describe('a command', () => {
  it('is kept before it is sent', async () => {
    let keptAtSend = 0;
    const send = async () => ((keptAtSend = deps.operations.all().length), true);
    await submitCommand({ ...request, waitMs: 0 }, Object.assign(deps, { sender: { send } }));
    expect(keptAtSend).toBe(1);
  });

  it.each([
    ['succeeded', aSuccess()],
    ['refused', aRefusal()],
  ])('that %s within the wait is settled', async (state, outcome) => {
    deps.meanwhile = () => settle(outcome);
    expect(await submit()).toMatchObject({ kind: 'settled', operation: { state } });
  });

  it('is pending when the wait is over, or there is none', async () => {
    expect(await submit()).toMatchObject({ kind: 'pending' });
    expect(await submit({ idempotency: null, waitMs: 0 })).toMatchObject({ kind: 'pending' });
  });

  it('is pending at once when the process is to end', async () => {
    deps.shutdown.aborted = true;
    deps.meanwhile = () => settle();
    expect(await submit()).toMatchObject({ kind: 'pending' });
  });

  it('is not settled before the read models have what it requires', async () => {
    deps.isApplied = false;
    const seen: number[] = [];
    deps.meanwhile = (waits) => {
      settle();
      seen.push(waits);
      deps.isApplied = waits === 4;
    };
    expect(await submit()).toMatchObject({ kind: 'settled' });
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});

describe('worked case 4: a repeated Idempotency-Key', () => {
  it('sends nothing and replays the kept answer', async () => {
    deps.meanwhile = () => settle();
    const first = await submit();
    const { id } = (first as { operation: { id: string } }).operation;
    await deps.operations.keepAnswer(id, { status: 201, headers: {}, body: 'first' });
    expect(await submit()).toEqual({ kind: 'replay', answer: { status: 201, headers: {}, body: 'first' } });
    expect(await submit({ idempotency: { key: 'key-one', requestHash: 'other' } })).toEqual({
      kind: 'reused',
    });
    expect(deps.sent).toHaveLength(1);
  });

  it('is in flight while the first is about to be answered, and resumed when its process is gone', async () => {
    await submit({ waitMs: 0 });
    expect(await submit()).toEqual({ kind: 'in-flight' });
    deps.pass(10_000);
    deps.meanwhile = () => settle();
    expect(await submit()).toMatchObject({ kind: 'settled' });
    expect(deps.operations.all()).toHaveLength(1);
    expect(new Set(deps.sent).size).toBe(1);
  });

  it('goes on with the same operation after Kafka was away', async () => {
    deps.kafkaIsUp = false;
    expect(await submit()).toMatchObject({ kind: 'not-sent' });
    deps.kafkaIsUp = true;
    deps.meanwhile = () => settle();
    expect(await submit()).toMatchObject({ kind: 'settled' });
    expect(deps.operations.all()).toHaveLength(1);
  });
});

describe('CT-18: a preview', () => {
  const preview = { preview: true, idempotency: null };

  it('is asked anew each time, beside the command with the same key', async () => {
    deps.meanwhile = () => settle();
    const kinds = [await submit(preview), await submit(), await submit(preview)].map(({ kind }) => kind);
    expect(kinds).toEqual(['settled', 'settled', 'settled']);
    expect(deps.operations.all().map((one) => one.preview)).toEqual([true, false, true]);
    expect(deps.sent).toHaveLength(3);
  });

  it('is never sent again: nobody waits for it any more', async () => {
    await submit({ ...preview, waitMs: 0 });
    deps.pass(60_000);
    expect(await resendOperations(100, deps)).toBe(0);
  });
});

describe('sending again', () => {
  const resend = () => resendOperations(100, deps);

  it('sends what has no outcome after 10 s, then 20 s later, and never what has one', async () => {
    await submit({ waitMs: 0 });
    const sends: number[] = [];
    for (const seconds of [9.999, 0.001, 19.999, 0.001]) {
      deps.pass(seconds * 1000);
      sends.push(await resend());
    }
    expect(sends).toEqual([0, 1, 0, 1]);
    settle();
    deps.pass(3_600_000);
    expect(await resend()).toBe(0);
  });

  it('never sends what is a day old, however long nobody looked', async () => {
    await submit({ waitMs: 0 });
    deps.pass(86_400_000);
    expect(await resend()).toBe(0);
    expect(await deps.operations.due(deps.clock.now(), 10)).toEqual([]);
  });

  it('stops at once while Kafka is away', async () => {
    for (const key of ['a', 'b', 'c']) await submit({ waitMs: 0, idempotency: { key, requestHash: key } });
    deps.pass(10_000);
    deps.kafkaIsUp = false;
    expect(await resend()).toBe(0);
    expect(deps.sent).toHaveLength(4);
  });
});
