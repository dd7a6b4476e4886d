import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The fastify instance of an application. */
export type FastifyServer = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;
