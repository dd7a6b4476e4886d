import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { companiesOperationCompleted } from '@reservoir/messages';
import type { OutgoingCommand, SandboxState } from '@reservoir/service';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const [now, to] = [instant('2026-12-01T00:00:00Z'), instant('2027-01-01T00:00:00Z')];
const stopped: SandboxState = { now, aheadMs: 1000, advance: null };
let state: SandboxState = stopped;
let gateway: TestGateway;
let without: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url, { sandbox: () => state });
  without = await TestGateway.start(import.meta.url);
});
beforeEach(() => {
  [state, gateway.onCommand] = [stopped, () => undefined];
});
afterAll(async () => {
  await gateway.stop();
  await without.stop();
});

const advance = (on: TestGateway, body: object, as: object = theOperator) =>
  on.call('POST', '/v1/sandbox/clock:advance', { as, body, headers: { prefer: 'wait=1' } });

/** What companies answers. */
const answer = async ({ operationId = '' }: OutgoingCommand, code?: string): Promise<void> =>
  gateway.tell(companiesOperationCompleted, {
    operationId,
    outcome: code ? 'refused' : 'succeeded',
    resource: code ? null : { kind: 'sandbox-clock', id: 'sandbox-clock' },
    refusal: code ? { code, rule: 'CO-10', detail: 'why' } : null,
    requires: [],
  });

describe('the clock of the sandbox', () => {
  it('is no route when SANDBOX is off', async () => {
    const asked = await without.get('/v1/sandbox/clock', theOperator);
    expect(asked).toMatchObject({ status: 404, body: { code: 'no-such-route' } });
    expect(await advance(without, { by: 'P1D' })).toMatchObject({ status: 404 });
    expect(without.sent).toEqual([]);
  });

  it('shows everybody the time', async () => {
    const asked = await gateway.get('/v1/sandbox/clock', of('customer-one'));
    expect(asked).toMatchObject({ status: 200, body: { now, aheadMs: 1000, advance: null } });
  });

  it('CO-10 is advanced by operators only', async () => {
    expect(await advance(gateway, { by: 'P1D' }, of('partner-gold'))).toMatchObject({ status: 403 });
  });

  it.each([{}, { by: 'P1D', to }, { by: 'a day' }, { by: 'P' }, { to: 'tomorrow' }])(
    'refuses %j',
    async (body) => {
      expect(await advance(gateway, body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    },
  );

  it('is advanced: the answer is the clock', async () => {
    gateway.onCommand = (command) => answer(command);
    const asked = await advance(gateway, { by: 'P1D' });
    expect(asked).toMatchObject({ status: 200, body: { now } });
    expect(gateway.sent.at(-1)).toMatchObject({
      message: { type: 'reservoir.companies.advance-clock.v1' },
      data: { target: { by: 'P1D' }, actor: { role: 'operator' } },
    });
  });

  it('the operation tells how far it has come, and why it ended', async () => {
    const { status, headers } = await advance(gateway, { to });
    expect(status).toBe(202);
    const path = headers['location']!;
    const { operationId = '' } = gateway.sent.at(-1)!;
    state = {
      ...stopped,
      advance: { operationId, from: now, to, stops: 3, waitingFor: ['contracts: renewals 1'] },
    };
    expect(await gateway.get(path, theOperator)).toMatchObject({
      body: {
        state: 'pending',
        progress: { from: now, to, now, stops: 3, waitingFor: ['contracts: renewals 1'] },
      },
    });
    await answer(gateway.sent.at(-1)!, 'clock-stuck');
    const ended = await gateway.get(path, theOperator);
    expect(ended.body).toMatchObject({ state: 'refused', problem: { code: 'clock-stuck' } });
    expect(ended.body).not.toHaveProperty('progress');
  });
});
