type Members = Readonly<Record<string, unknown>>;

/**
 * The canonical form of a JSON value, as RFC 8785 (JCS) has it: no blanks, members sorted by UTF-16 code units, numbers and
 * strings as ECMAScript writes them. For the whole numbers, strings, nulls, arrays and objects that entries are made of.
 * @throws TypeError for a value that JSON has no exact form for: a fraction, an infinite number, undefined.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no canonical JSON here`);
  let members = '';
  for (const name of Object.keys(value).sort())
    members += `${members && ','}${JSON.stringify(name)}:${canonicalJson((value as Members)[name])}`;
  return `{${members}}`;
}
