import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = BigInt(alphabet.length);

/** Digits that 128 bits, 256 bits and 32 bits take. */
const digitsOf = { id: 22, secret: 43, checksum: 6 } as const;
const keyPattern = /^(rsv_([\dA-Za-z]{22})_[\dA-Za-z]{43})([\dA-Za-z]{6})$/;
const idPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What all keys of an id begin with; shown in lists, so that a key that turns up somewhere can be told. */
export const prefixOf = (id: string): string =>
  `rsv_${digits(BigInt(`0x${id.replaceAll('-', '')}`), digitsOf.id)}`;

/**
 * A new API key: `rsv_`, its id (a UUID), `_`, 256 bits of chance, and a checksum by which scanners and our own door know a
 * typo from a key; all in digits and letters, so that a double click selects it whole.
 */
export function newApiKey(id: string, random: (bytes: number) => Buffer = randomBytes): string {
  if (!idPattern.test(id)) throw new Error(`${id} is no UUID`);
  const secret = digits(BigInt(`0x${random(32).toString('hex')}`), digitsOf.secret);
  const body = `${prefixOf(id)}_${secret}`;
  return body + checksumOf(body);
}

/** The id in a key; undefined for whatever is none, mistyped ones included. It says nothing of whether the key is valid. */
export function idOfApiKey(key: string): string | undefined {
  const [, body, id, checksum] = keyPattern.exec(key) ?? [];
  if (body === undefined || id === undefined || checksumOf(body) !== checksum) return undefined;
  const hex = numberOf(id).toString(16).padStart(32, '0');
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What is kept of a key. A slow hash would protect weak secrets: 256 bits of chance need none. */
export const hashOfApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

const checksumOf = (body: string): string => digits(BigInt(crc32(body)), digitsOf.checksum);

function digits(number: bigint, count: number): string {
  let text = '';
  for (let rest = number; rest > 0n; rest /= base) text = alphabet.charAt(Number(rest % base)) + text;
  return text.padStart(count, '0');
}

const numberOf = (text: string): bigint =>
  Array.from(text).reduce((sum, digit) => sum * base + BigInt(alphabet.indexOf(digit)), 0n);
