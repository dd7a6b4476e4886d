import { type Result, err } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import type { HttpRequest } from './http-types.js';
import { Problem } from './problem.js';
import type { Claims } from './token-verifier.js';

interface Identity {
  readonly claims: Result<Claims, Problem>;
  caller?: Caller;
}

const identities = new WeakMap<object, Identity>();

/** Keeps what the token of a request says, or why it says nothing. */
export function rememberClaims({ raw }: HttpRequest, claims: Result<Claims, Problem>): void {
  identities.set(raw, { claims });
}

/** What the token of a request says, or why it says nothing. */
export const claimsOf = ({ raw }: HttpRequest): Result<Claims, Problem> =>
  identities.get(raw)?.claims ?? err(new Problem('unauthenticated', { detail: 'There is no token.' }));

/** Keeps who speaks. */
export function rememberCaller({ raw }: HttpRequest, caller: Caller): void {
  const identity = identities.get(raw);
  if (identity) identity.caller = caller;
}

/** Who speaks, for the log: as the companies know it, else as the token says; undefined for nobody. */
export function speakerOf({ raw }: HttpRequest) {
  const { claims, caller } = identities.get(raw) ?? {};
  if (!claims?.ok) return undefined;
  const { sub: user, company = null, role } = claims.value;
  return { user, company, role: caller?.role ?? role };
}

/**
 * Who speaks.
 * @throws Error on a route that the guard has not guarded: a bug
 */
export function callerOf({ raw }: HttpRequest): Caller {
  const caller = identities.get(raw)?.caller;
  if (!caller) throw new Error('this route knows no caller');
  return caller;
}
