import { companyId } from '@reservoir/messages';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { HttpRequest } from './http-types.js';

type Company = ReadModels['companies'];

interface Named {
  readonly id: string;
  readonly company: Promise<Company | undefined>;
}

const named = new WeakMap<Caller, Named>();

/**
 * The customer that a request names by `customerId`, in its path or body; undefined when it names none. Nothing else of the request
 * is validated yet.
 */
export function customerNamedIn({ params, body }: Pick<HttpRequest, 'params' | 'body'>): string | undefined {
  const fields = { ...(body as object | undefined), ...(params as object | undefined) };
  return companyId.safeParse((fields as { customerId?: unknown }).customerId).data;
}

/** Keeps a look-up that went out together with that of who asks, in one command. */
export function rememberNamed(caller: Caller, id: string, company: Named['company']): void {
  named.set(caller, { id, company });
}

/**
 * The look-up that was made for this caller's request, once: who asks again, after a command, is to see what became of it.
 * @returns undefined when there is none of this company
 */
export function takeNamed(caller: Caller, id: string): Named['company'] | undefined {
  const known = named.get(caller);
  if (known?.id !== id) return undefined;
  named.delete(caller);
  return known.company;
}
