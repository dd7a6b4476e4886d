import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  companiesOperationCompleted,
  companyCreated,
  createCompany,
  mintLicenses,
  previewLimits,
} from '@reservoir/messages';
import { DecidingService, MemoryCounters, sent } from '../testing/deciding.js';
import type { RecordContext } from './record-context.js';

const secretive = { ...companyCreated, concealed: ['secretHash'] };
let counters: MemoryCounters;
let service: DecidingService;

const told = { code: 'taken', rule: 'CO-1', detail: 'the id is taken' };

/** Counts, tells of it, begins a saga step elsewhere, and answers unless it is a saga. */
function count(context: RecordContext, { answers = true, padding = '' } = {}): void {
  const { version } = counters.increase(context.chunk, 'c');
  context.publish(companyCreated, { id: `c-${version}`, padding } as never, { sequence: version });
  context.publish(mintLicenses, { exchangeId: 'x' } as never);
  const { operationId } = context.record;
  if (!answers || operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'succeeded',
    resource: { kind: 'companies', id: 'c' },
    refusal: null,
    requires: [{ kind: 'companies', id: 'c', version }],
  });
}

const published = async (...previews: readonly boolean[]) => {
  const records = previews.map((preview, n) => sent(createCompany, n, { operationId: `o-${n}`, preview }));
  const { published: all } = await service.chunk(records);
  return all.map(({ publication: { message, data } }) => ({ type: message.type, data: data as object }));
};
const answerOf = (operationId: string, more: object) => ({
  type: 'reservoir.companies.operation-completed.v1',
  data: { operationId, resource: null, requires: [], ...more },
});
const wouldBe = (version: number) => ({
  events: [
    { type: companyCreated.type, data: { id: `c-${version}`, padding: '' } },
    { type: mintLicenses.type, data: { exchangeId: 'x' } },
  ],
  omitted: 0,
});

beforeEach(() => {
  counters = new MemoryCounters([{ id: 'c', version: 4, count: 4 }]);
  service = new DecidingService(counters);
  service.handle = count;
});

describe('CT-18: a preview', () => {
  it('writes nothing, sends its answer alone, and tells what would have happened', async () => {
    expect(await published(true)).toEqual([
      answerOf('o-0', { outcome: 'succeeded', refusal: null, preview: wouldBe(5) }),
    ]);
    expect(counters.written).toEqual([]);
  });

  it('sees the records before it in its chunk, and leaves no trace for those after it', async () => {
    const all = await published(false, true, true, false);
    const previews = all.filter(({ data }) => 'preview' in data);
    expect(previews.map(({ data }) => data)).toMatchObject([
      { preview: wouldBe(6) },
      { preview: wouldBe(6) },
    ]);
    expect(counters.written).toEqual([{ id: 'c', version: 6, count: 6 }]);
    expect(all.filter(({ type }) => type === companyCreated.type)).toHaveLength(2);
  });

  it('of the first step of a saga is answered by the transport, and starts nothing elsewhere', async () => {
    service.handle = (context) => count(context, { answers: false });
    expect(await published(true)).toEqual([
      answerOf('o-0', { outcome: 'succeeded', refusal: null, preview: wouldBe(5) }),
    ]);
  });

  it('that would be refused is refused as the command is', async () => {
    service.handle = (context) => {
      context.publish(companiesOperationCompleted, {
        operationId: 'o-0',
        outcome: 'refused',
        resource: null,
        refusal: told,
        requires: [{ kind: 'companies', id: 'c', version: 5 }],
      });
    };
    expect(await published(true)).toEqual([answerOf('o-0', { outcome: 'refused', refusal: told })]);
  });

  it('that would be set aside is refused, and leaves no dead letter', async () => {
    service.handle = (context) => context.deadLetter({ code: 'odd', detail: 'it is odd' });
    const decisions = await service.chunk([sent(createCompany, 0, { operationId: 'o-0', preview: true })]);
    expect(decisions.deadLetters).toEqual([]);
    expect(decisions.published).toMatchObject([
      { publication: { data: { outcome: 'refused', refusal: { code: 'odd', detail: 'it is odd' } } } },
    ]);
  });

  it('does not show what a message conceals', async () => {
    service.handle = (context) =>
      context.publish(secretive as never, { id: 'c', secretHash: 'abc' } as never);
    const [answer] = await published(true);
    expect(answer?.data).toMatchObject({ preview: { events: [{ data: { id: 'c' } }] } });
    expect(JSON.stringify(answer)).not.toContain('abc');
  });

  it('that is sent again is answered once', async () => {
    expect(await published(true)).toHaveLength(1);
    expect(await published(true)).toEqual([]);
  });

  it.each([
    ['many', 0, 2 * previewLimits.events + 7, previewLimits.events],
    ['large', previewLimits.chars / 4, 9, 3],
    ['one that is too large', previewLimits.chars, 1, 0],
  ])('says how much does not fit when there are %s', async (_, padding, made, shown) => {
    service.handle = (context) => {
      for (let n = 0; n < made; n += 1)
        context.publish(companyCreated, { id: `c-${n}`, padding: 'x'.repeat(padding) } as never);
    };
    const [answer] = (await published(true)) as {
      data: { preview: { events: unknown[]; omitted: number } };
    }[];
    expect(answer?.data.preview.events).toHaveLength(shown);
    expect(answer?.data.preview.omitted).toBe(made - shown);
    const wire = companiesOperationCompleted.schema.safeParse(JSON.parse(JSON.stringify(answer?.data)));
    expect(wire.success).toBe(true);
  });
});
