import { type OperationCompleted, operationCompletedBy, previewLimits } from '@reservoir/messages';
import type { InboundRecord } from './inbound-record.js';
import type { Publication, Reason, RecordContext } from './record-context.js';

type Preview = NonNullable<OperationCompleted['preview']>;

/**
 * What goes out of a preview (CT-18): one answer to its operation, and nothing else. Whatever the handler published is
 * told in it instead of being sent, commands to other services included, so that a preview begins nothing anywhere.
 * @throws Error when the service answers no operations: nobody can preview its commands.
 */
export function previewAnswer(service: string, context: RecordContext): Publication {
  const message = operationCompletedBy(service);
  const { operationId } = context.record;
  if (!message || operationId === null)
    throw new Error(`${context.record.type}: ${service} cannot answer a preview`);
  const { refusal = refusalOf(context) } = outcomeAmong(context.publications) ?? {};
  const base = { operationId, resource: null, requires: [] };
  const data: OperationCompleted = refusal
    ? { ...base, outcome: 'refused', refusal }
    : { ...base, outcome: 'succeeded', refusal: null, preview: previewOf(context.publications) };
  return { message, data, options: {} };
}

const isOutcome = ({ message }: Publication): boolean => message.topic === 'operations.v1';

const outcomeAmong = (publications: readonly Publication[]): OperationCompleted | undefined =>
  publications.find(isOutcome)?.data as OperationCompleted | undefined;

/** What would be set aside is refused: a preview leaves no dead letter. */
function refusalOf({ disposition }: RecordContext): OperationCompleted['refusal'] {
  if (disposition.kind !== 'dead-letter') return null;
  const { code, detail }: Reason = disposition.reason;
  return { code, rule: '', detail: detail.slice(0, 2000) };
}

/** As many as fit, from the first on; the rest is counted. */
function previewOf(publications: readonly Publication[]): Preview {
  const all = publications.filter((publication) => !isOutcome(publication)).map(toEvent);
  let chars = 0;
  const tooMany = all.findIndex((event, index) => {
    chars += JSON.stringify(event).length;
    return chars > previewLimits.chars || index >= previewLimits.events;
  });
  const events = tooMany < 0 ? all : all.slice(0, tooMany);
  return { events, omitted: all.length - events.length };
}

function toEvent({ message: { type, concealed = [] }, data }: Publication): Preview['events'][number] {
  const shown = Object.entries(data as object).filter(([name]) => !concealed.includes(name));
  return { type, data: Object.fromEntries(shown) };
}

/** Whether the handler of a record is to be run on a scratch, and its answer made by `previewAnswer`. */
export const isPreview = ({ preview }: InboundRecord): boolean => preview === true;
