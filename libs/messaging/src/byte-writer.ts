/** Writes the primitive types of Kafka's protocol, one after the other, into a buffer of a size that is known before. */
export class ByteWriter {
  readonly bytes: Buffer;
  /** Where the next byte goes. */
  at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  int8(value: number): void {
    this.at = this.bytes.writeInt8(value, this.at);
  }

  int16(value: number): void {
    this.at = this.bytes.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.at = this.bytes.writeInt32BE(value, this.at);
  }

  int64(value: bigint): void {
    this.at = this.bytes.writeBigInt64BE(value, this.at);
  }

  /** In zig-zag coding: small numbers of either sign are short. @param value an integer of 32 bits */
  varInt(value: number): void {
    let rest = zigZag(value);
    for (; rest > 0x7f; rest >>>= 7) this.bytes[this.at++] = (rest & 0x7f) | 0x80;
    this.bytes[this.at++] = rest;
  }

  /** @param size how many bytes the text has in UTF-8, or the buffer holds */
  raw(part: string | Buffer, size: number): void {
    if (typeof part === 'string') this.bytes.write(part, this.at, size);
    else part.copy(this.bytes, this.at);
    this.at += size;
  }
}

/** Bytes that a `varInt` takes. */
export function sizeOfVarInt(value: number): number {
  let size = 1;
  for (let rest = zigZag(value); rest > 0x7f; rest >>>= 7) size += 1;
  return size;
}

const zigZag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
