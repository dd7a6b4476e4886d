import type { ToldRefusal } from '../../../domain/operation.js';
import { kindOf } from './problem-kinds.js';

/** What a problem may say beside its code. */
export interface ProblemDetails {
  readonly detail: string;
  /** The rule of docs/domain.md that refused. */
  readonly rule?: string | undefined;
  readonly errors?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Headers of the answer, such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An answer of 4xx or 5xx: thrown anywhere under http/, written by the problem filter. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(
    /** Stable, kebab-case; the table of kinds gives its status and title. */
    readonly code: string,
    readonly details: ProblemDetails,
  ) {
    super(details.detail, { cause: details.cause });
    this.status = kindOf(code).status;
  }
}

/** A problem as it is sent (RFC 9457). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly rule?: string;
  readonly detail: string;
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

/** The body of a problem, but for the id of the request. */
export function problemBody(code: string, { rule, detail, errors }: ProblemDetails): ProblemBody {
  const { status, title } = kindOf(code);
  const type = `/problems/${code}`;
  return { type, title, status, code, ...(rule && { rule }), detail, ...(errors && { errors }) };
}

/** What was refused by the domain, as a problem. */
export const problemOfRefusal = ({ code, rule, detail, errors }: ToldRefusal): ProblemBody =>
  problemBody(code, { rule, detail, errors });

/** CO-8: the same words for what does not exist and for what is not the caller's to see. */
export const unknown = (what: string): Problem =>
  new Problem(`unknown-${what}`, {
    rule: 'CO-8',
    detail: `There is no such ${what.replaceAll('-', ' ')}, or it is not yours to see.`,
  });
