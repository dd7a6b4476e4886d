import { createRequire } from 'node:module';
import { type ProduceRequest, produceBodyOf } from './produce-body.js';

/** A request as kafkajs sends it; of what `encode` gives, kafkajs reads these two. */
interface KafkaRequest {
  readonly encode: () => Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
}

type Define = (asked: ProduceRequest) => { readonly request: KafkaRequest; readonly response: unknown };

interface Produce {
  protocol: (of: { readonly version: number }) => Define;
}

/** The release of kafkajs whose way of asking for requests, and whose bytes, this file knows. */
const knownRelease = '2.2.4';
/** Of requests to produce, the first that bears record batches. */
const firstWithBatches = 3;
const kafkajs = createRequire(import.meta.url);
const changed = new WeakSet<Produce>();

/**
 * Lets kafkajs 2.2.4 write each request to produce into one buffer of the right size, with the same bytes as its own encoder,
 * which allocates half a kilobyte of zeros for every record and for every header of it (ADR 23). What it does not know the
 * bytes of (compression, times that the caller sets) kafkajs encodes as before.
 * To be called once in a process, at any time; again is the same.
 * @returns false when kafkajs is another release: all is left as it is.
 */
export function writeRequestsAtOnce(release = releaseOf()): boolean {
  if (release !== knownRelease) return false;
  const produce = kafkajs('kafkajs/src/protocol/requests/produce') as Produce;
  if (changed.has(produce)) return true;
  changed.add(produce);
  const { protocol } = produce;
  produce.protocol = ({ version }) => {
    const define = protocol({ version });
    return version < firstWithBatches ? define : atOnce(define);
  };
  return true;
}

const atOnce =
  (define: Define): Define =>
  (asked) => {
    const { request, response } = define(asked);
    const encode = async (): ReturnType<KafkaRequest['encode']> => {
      const body = produceBodyOf(asked, Date.now());
      return body ? { buf: body, buffer: body } : request.encode();
    };
    return { request: { ...request, encode }, response };
  };

const releaseOf = (): string => (kafkajs('kafkajs/package.json') as { readonly version: string }).version;
