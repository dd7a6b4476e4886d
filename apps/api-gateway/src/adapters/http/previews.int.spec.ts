import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractsOperationCompleted } from '@reservoir/messages';
import type { OutgoingCommand } from '@reservoir/service';
import { Assignments, assignment, later } from './testing/assignments.js';
import { TestGateway, of } from './testing/gateway.js';

let gateway: TestGateway;
let contracts: Assignments;
const as = of('partner-gold');
const drafted = { type: 'reservoir.contracts.contract-drafted.v1', data: { contract: { quantity: 25 } } };

/** The contracts service: shows previews, does commands. */
const serve = (command: OutgoingCommand): Promise<void> =>
  command.preview
    ? gateway.tell(contractsOperationCompleted, {
        operationId: command.id,
        outcome: 'succeeded',
        resource: null,
        refusal: null,
        requires: [],
        preview: { events: [drafted], omitted: 2 },
      })
    : contracts.succeed(command);

const post = (query: string, key: string | null = null, headers: Record<string, string> = {}) =>
  gateway.call('POST', `/v1/contracts${query}`, {
    as,
    body: assignment,
    headers: { ...(key !== null && { 'idempotency-key': key }), ...headers },
  });

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  contracts = new Assignments(gateway);
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.sent.length = 0;
  gateway.onCommand = later(serve);
});
afterEach(() => {
  gateway.onCommand = () => undefined;
});

describe('CT-18: a command with ?preview=true', () => {
  it('answers 200 with what would happen, and sends a command that says so', async () => {
    const answer = await post('?preview=true');
    const [command] = gateway.sent;
    expect(command).toMatchObject({ preview: true, data: { request: assignment } });
    expect(answer).toMatchObject({ status: 200, headers: { location: `/v1/operations/${command!.id}` } });
    expect(answer.body).toEqual({ preview: true, operationId: command!.id, events: [drafted], omitted: 2 });
    const kept = await gateway.get(answer.headers['location']!, as);
    expect(kept.body).toMatchObject({ resource: null, problem: null, preview: answer.body });
  });

  it('that would be refused is the same problem', async () => {
    gateway.onCommand = later(contracts.refuse);
    const [shown, done] = [await post('?preview=true'), await post('', newId())];
    expect(shown.status).toBe(409);
    expect({ ...shown.body, requestId: '' }).toEqual({ ...done.body, requestId: '' });
  });

  it('takes no Idempotency-Key from the command, and gets none of its answers', async () => {
    const key = newId();
    const answers = [];
    for (const query of ['?preview=true', '', '?preview=true', '']) answers.push(await post(query, key));
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 201]);
    expect(answers[0]!.body['operationId']).not.toBe(answers[2]!.body['operationId']);
    expect(answers[3]!.headers['idempotency-replayed']).toBe('true');
    expect(gateway.sent.map(({ preview = false }) => preview)).toEqual([true, false, true]);
    expect(await post('?preview=true', 'with space')).toMatchObject({ status: 400 });
  });

  it('that is not known within the wait is asked for at its operation', async () => {
    gateway.onCommand = () => undefined;
    const answer = await post('?preview=true', null, { prefer: 'wait=0' });
    expect(answer).toMatchObject({ status: 202, body: { state: 'pending', preview: null } });
    await serve(gateway.sent[0]!);
    const known = await gateway.get(answer.headers['location']!, as);
    expect(known.body).toMatchObject({ state: 'succeeded', preview: { events: [drafted] } });
  });

  it('is not kept while Kafka is away', async () => {
    gateway.onCommand = () => Promise.reject(new Error('no broker'));
    expect(await post('?preview=true')).toMatchObject({
      status: 503,
      body: { code: 'kafka-unavailable', detail: 'Nothing was asked. Ask for the preview again.' },
    });
  });

  it('is refused as the command is by role, tenancy and body', async () => {
    const shown = (company: string, role: string, body: object = assignment) =>
      gateway.call('POST', '/v1/contracts?preview=true', { as: { ...of(company), role }, body });
    expect(await shown('partner-gold', 'monitoring')).toMatchObject({ status: 403 });
    expect(await shown('partner-two', 'total-control')).toMatchObject({ status: 404 });
    expect(await shown('partner-gold', 'total-control', { ...assignment, quantity: 0 })).toMatchObject({
      status: 400,
    });
    expect(gateway.sent).toEqual([]);
  });

  it.each(['?preview=yes', '?preview', '?previw=true', '?preview=true&x=1'])(
    'is never done by mistake: %s is refused',
    async (query) => {
      const answer = await post(query, newId());
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
      expect(gateway.sent).toEqual([]);
    },
  );

  it('is done for ?preview=false', async () => {
    expect((await post('?preview=false', newId())).status).toBe(201);
  });
});

describe('the OpenAPI document', () => {
  it('CT-18: shows the preview of every command', async () => {
    type Operation = {
      parameters?: { name: string; in: string }[];
      responses: Record<string, { content?: Record<string, { schema: unknown; examples?: object }> }>;
    };
    const { paths } = (await gateway.call('GET', '/openapi.json')).body as {
      paths: Record<string, Record<string, Operation>>;
    };
    const commands = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'Idempotency-Key'));
    expect(commands.length).toBeGreaterThan(5);
    for (const { parameters, responses } of commands) {
      expect(parameters).toContainEqual(expect.objectContaining({ name: 'preview', in: 'query' }));
      const { schema, examples } = responses['200']!.content!['application/json']!;
      expect(JSON.stringify(schema)).toContain('"#/components/schemas/Preview"');
      expect(examples).toHaveProperty('preview');
    }
  });
});
