import helmet from '@fastify/helmet';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@reservoir/kernel';
import { CLOCK, LOGGER, type Logger } from '@reservoir/service';
import type { ApiKeyQueries } from '../mongo/queries/api-key.queries.js';
import type { CompanyQueries } from '../mongo/queries/company.queries.js';
import type { UserQueries } from '../mongo/queries/user.queries.js';
import { accessLog } from './platform/access-log.js';
import { AnswerInterceptor } from './platform/answer.js';
import { ApiKeyVerifier } from './platform/api-key-verifier.js';
import { Authenticator } from './platform/authenticator.js';
import { conditionalRequests } from './platform/conditional-requests.js';
import { HttpGuard } from './platform/http-guard.js';
import type { HttpReply } from './platform/http-types.js';
import { rememberClaims } from './platform/identities.js';
import { serveDocs } from './platform/openapi.js';
import { problemBody } from './platform/problem.js';
import { ProblemFilter } from './platform/problem-filter.js';
import { type RateLimits, limitRates } from './platform/rate-limits.js';
import { limitRequestsAtOnce } from './platform/requests-at-once.js';
import { requestIdOf } from './platform/request-ids.js';
import { TokenVerifier, type IssuerSettings } from './platform/token-verifier.js';
import { ValidationPipe } from './platform/validation-pipe.js';
import { API_KEYS, COMPANIES, USERS } from './tokens.js';

type ServerOptions = NonNullable<ConstructorParameters<typeof FastifyAdapter>[0]>;

const bodyLimitBytes = 256 * 1024;

/** The limits of the HTTP server itself. */
export const serverOptions = ({ trustProxy }: { readonly trustProxy: boolean }): ServerOptions => ({
  trustProxy,
  bodyLimit: bodyLimitBytes,
  /** A request must have arrived whole within so long. */
  requestTimeout: 30_000,
  keepAliveTimeout: 72_000,
  routerOptions: { maxParamLength: 512 },
  genReqId: ({ headers }) => requestIdOf(headers),
  frameworkErrors: (_error, request, reply) => {
    unreadableUrl(request.id, reply as never);
  },
});

/** What fastify cannot route at all reaches no filter. */
function unreadableUrl(requestId: string, reply: HttpReply): void {
  const body = problemBody('malformed-request', { detail: 'The URL cannot be read.' });
  reply
    .status(body.status)
    .headers({ 'x-request-id': requestId })
    .type('application/problem+json; charset=utf-8')
    .send({ ...body, requestId });
}

/** Everything between the socket and the controllers. */
export async function configureHttp(
  app: NestFastifyApplication,
  env: IssuerSettings & RateLimits & { readonly requestsAtOnce: number },
): Promise<void> {
  const logger = app.get<Logger>(LOGGER, { strict: false });
  const companies = app.get<CompanyQueries>(COMPANIES, { strict: false });
  const server = app.getHttpAdapter().getInstance();
  const authenticator = authenticatorOf(app, env);
  accessLog(server, logger);
  limitRequestsAtOnce(server, env.requestsAtOnce);
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    rememberClaims(request, await authenticator.verify(request.headers.authorization));
  });
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  await limitRates(app, env);
  conditionalRequests(server);
  onlyJson(app);
  app.useGlobalGuards(new HttpGuard(companies, app.get<UserQueries>(USERS, { strict: false })));
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalInterceptors(new AnswerInterceptor());
  app.useGlobalFilters(new ProblemFilter(logger));
  serveDocs(app);
}

function authenticatorOf(app: NestFastifyApplication, issuer: IssuerSettings): Authenticator {
  const keys = app.get<ApiKeyQueries>(API_KEYS, { strict: false });
  const clock = app.get<Clock>(CLOCK, { strict: false });
  return new Authenticator(new TokenVerifier(issuer), new ApiKeyVerifier(keys, clock));
}

/** No form, no plain text: a body is JSON, and none that tampers with prototypes. */
function onlyJson(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: bodyLimitBytes }, (request, body, done) => {
    void parse(request as never, String(body), done);
  });
}
