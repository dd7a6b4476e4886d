/** The part of fastify's request that is used here. */
export interface HttpRequest {
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params?: unknown;
  readonly body?: unknown;
  /** Node's own request: one per request, whichever wrapper is asked. */
  readonly raw: object;
}

/** The part of fastify's reply that is used here. */
export interface HttpReply {
  readonly sent: boolean;
  status(code: number): HttpReply;
  headers(headers: Readonly<Record<string, string>>): HttpReply;
  type(contentType: string): HttpReply;
  send(body: unknown): HttpReply;
  /** Node's own response. */
  readonly raw: { once(event: 'close', listener: () => void): unknown };
}

/** One value of a header that is given once. */
export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The path of a request, without its query. */
export const pathOf = ({ url }: HttpRequest): string => url.split('?', 1)[0] ?? url;
