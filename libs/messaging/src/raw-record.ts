/** A record as Kafka gave it, untouched. */
export interface RawRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** Bytes of key and value: what bounds a chunk. */
export const bytesOf = (record: RawRecord): number => (record.key?.length ?? 0) + (record.value?.length ?? 0);

/** The first value of a header as text. */
export function headerOf(record: RawRecord, name: string): string | undefined {
  const value = record.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString();
}
