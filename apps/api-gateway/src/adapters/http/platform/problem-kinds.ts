/** What every problem of a code has in common. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

const kinds: Readonly<Record<string, ProblemKind>> = {
  'invalid-request': { status: 400, title: 'The request is not as documented' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-cursor': { status: 400, title: 'The cursor is none of ours' },
  'id-mismatch': { status: 400, title: 'The body names another id than the path' },
  'idempotency-key-missing': { status: 400, title: 'This command needs an Idempotency-Key' },
  'idempotency-key-malformed': { status: 400, title: 'The Idempotency-Key cannot be read' },
  unauthenticated: { status: 401, title: 'A bearer token is needed' },
  'invalid-token': { status: 401, title: 'The bearer token is not valid' },
  'invalid-api-key': { status: 401, title: 'The API key is not valid' },
  'api-key-expired': { status: 401, title: 'The API key has expired' },
  'api-key-revoked': { status: 401, title: 'The API key was revoked' },
  'company-not-known': { status: 403, title: "The token's company is not known" },
  'role-not-allowed': { status: 403, title: 'The role does not allow this' },
  'user-disabled': { status: 403, title: 'The user is disabled' },
  'user-removed': { status: 403, title: 'The user was removed' },
  'api-key-read-only': { status: 403, title: 'The API key reads only' },
  'api-key-not-allowed': { status: 403, title: 'This is for people, not for API keys' },
  'not-the-managing-company': { status: 403, title: 'Another company manages this' },
  'not-the-owning-partner': { status: 403, title: "Only the owning partner changes a customer's licensing" },
  'not-assisted-by-partner': { status: 403, title: 'The customer has not let its partner see this' },
  'no-such-route': { status: 404, title: 'There is nothing here' },
  'idempotency-key-in-flight': { status: 409, title: 'The first request with this key is not answered yet' },
  'pool-short': { status: 409, title: 'The pool has too few licences' },
  'last-total-control': { status: 409, title: 'Somebody must stay in control' },
  'points-short': { status: 409, title: 'The account has too few points' },
  'operation-in-flight': { status: 409, title: 'Another operation on this is in flight' },
  'quote-expired': { status: 410, title: 'The quote has expired' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Only application/json is read' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key stands for another request' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'database-unavailable': { status: 503, title: 'The database is away' },
  'kafka-unavailable': { status: 503, title: 'The command cannot be delivered now' },
  'issuer-unavailable': { status: 503, title: 'The keys of the token issuer cannot be read' },
  overloaded: { status: 503, title: 'There are too many requests at a time' },
  'time-limit': { status: 503, title: 'The answer took too long' },
};

/** Status and title of a code: as the table says, else 404 for what is unknown and 409 for what the domain refused. */
export const kindOf = (code: string): ProblemKind =>
  kinds[code] ?? { status: code.startsWith('unknown-') ? 404 : 409, title: sentence(code) };

/** `lot-expired` → `Lot expired`. */
function sentence(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
