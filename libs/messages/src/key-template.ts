import type { MessageDefinition } from './define.js';

/**
 * How a message's record key is made of its data, for documents and for the check that it never changes:
 * `{pool.partnerId}:{pool.sku}:{pool.term}`. Found by handing `keyOf` data that answers with the names it is asked for.
 */
export function keyTemplateOf(message: MessageDefinition): string {
  const key: unknown = message.keyOf(named(''));
  return String(key);
}

/** Data of any shape: every property is again such data, and as text it is the path that led to it, in braces. */
function named(path: string): unknown {
  return new Proxy(
    {},
    {
      get: (_target, name) =>
        typeof name === 'symbol' || name === 'toString'
          ? () => `{${path}}`
          : named(path === '' ? name : `${path}.${name}`),
    },
  );
}
