import { afterAll, beforeAll } from '@jest/globals';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Clock, type Instant, instant } from '@reservoir/kernel';
import { type MessageDefinition, companyCreated } from '@reservoir/messages';
import type { ChunkStores } from '@reservoir/messaging';
import {
  CLOCK,
  COMMANDS,
  LOGGER,
  MONGO,
  type OutgoingCommand,
  SANDBOX,
  SHUTDOWN,
  type SandboxState,
  STORES,
  createLogger,
  ensureIndexes,
} from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import type { z } from 'zod';
import { ApiGatewayModule } from '../../../api-gateway.module.js';
import { demoCompanies } from '../../../testing/facts.js';
import { configureHttp, serverOptions } from '../configure-http.js';
import { ToldHandlers } from './handlers.js';
import { TestIssuer } from './issuer.js';

/** A request of a test. */
export interface Call {
  /** A token, or claims to make one of; none for an anonymous request. */
  readonly as?: string | { readonly company?: string; readonly role?: string; readonly sub?: string };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestOptions {
  /** Another way to MongoDB. */
  readonly connect?: (database: string) => Promise<TestMongo>;
  /** Requests of one caller in a minute. */
  readonly perMinute?: number;
  /** Requests at a time. */
  readonly atOnce?: number;
  /** Hears of every route: `GET /v1/companies/:id`. */
  readonly onRoute?: (route: string) => void;
  /** SANDBOX is on, and its clock shows this. */
  readonly sandbox?: () => SandboxState;
}

/** An answer, its body parsed. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** Somebody with total control of a company. */
export const of = (company: string) => ({ company, role: 'total-control', sub: `user-of-${company}` });
export const theOperator = { role: 'operator', sub: 'operator-one' };

/** The gateway with real MongoDB and HTTP; the test plays Kafka and the services behind it. */
export class TestGateway {
  readonly issuer = new TestIssuer();
  /** Every command that was sent. */
  readonly sent: OutgoingCommand[] = [];
  /** What a service does when a command reaches it; Kafka is away when this throws. */
  onCommand: (command: OutgoingCommand) => Promise<void> | void = () => undefined;
  readonly log: string[] = [];
  now: Instant = instant('2026-11-21T12:00:00Z');
  readonly #handlers = new ToldHandlers();
  readonly #shutdown = new AbortController();
  #app!: NestFastifyApplication;
  #mongo!: TestMongo;

  static async start(fileUrl: string, options: TestOptions = {}): Promise<TestGateway> {
    const gateway = new TestGateway();
    await gateway.#start(fileUrl, options);
    return gateway;
  }

  /** One for a whole spec: it starts before the tests, and stops after them. */
  static around(fileUrl: string, options: TestOptions = {}): TestGateway {
    const gateway = new TestGateway();
    beforeAll(() => gateway.#start(fileUrl, options));
    afterAll(() => gateway.stop());
    return gateway;
  }

  get app(): NestFastifyApplication {
    return this.#app;
  }

  get mongo(): TestMongo {
    return this.#mongo;
  }

  /** Tells the read models of a fact, as its record on Kafka would. */
  tell<M extends MessageDefinition>(
    message: M,
    data: z.input<M['schema']>,
    of: { readonly sequence?: number; readonly time?: string } = {},
  ): Promise<void> {
    const stores = this.#app.get<ChunkStores>(STORES, { strict: false });
    return this.#handlers.tell({ connection: this.#mongo.connection, stores }, message, data, of);
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    call: Call = {},
  ): Promise<Told> {
    const token = typeof call.as === 'object' ? await this.issuer.token({ ...call.as }) : call.as;
    const response = await this.#app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method,
        url,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...call.headers },
        ...(call.body !== undefined && { payload: call.body as object }),
      });
    const { statusCode: status, headers, body: text } = response;
    const body = /json/.test(String(headers['content-type'])) ? (JSON.parse(text) as Told['body']) : {};
    return { status, headers: headers as Told['headers'], body, text };
  }

  get = (url: string, as: NonNullable<Call['as']>): Promise<Told> => this.call('GET', url, { as });

  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.#app.close();
    this.issuer.stop();
    await this.#mongo.drop();
  }

  async #start(
    fileUrl: string,
    { perMinute = 100_000, atOnce = 1000, onRoute, connect = connectMongo, sandbox }: TestOptions,
  ): Promise<void> {
    const authJwksUri = await this.issuer.start();
    this.#mongo = await connect(uniqueNames(fileUrl).database());
    const adapter = new FastifyAdapter(serverOptions({ trustProxy: false }));
    adapter.getInstance().addHook('onRoute', ({ method, url }) => onRoute?.(`${String(method)} ${url}`));
    const module = GatewayUnderTest.around(this, this.#shutdown.signal, sandbox);
    this.#app = await NestFactory.create(module, adapter, { logger: false, abortOnError: false });
    await ensureIndexes(this.#mongo.connection);
    await configureHttp(this.#app, {
      authIssuer: this.issuer.issuer,
      authAudience: this.issuer.audience,
      authJwksUri,
      authAlgorithms: ['ES256', 'RS256'],
      rateLimitPerMinute: perMinute,
      rateLimitAnonymousPerMinute: perMinute,
      requestsAtOnce: atOnce,
    });
    this.#app.connectMicroservice({ strategy: this.#handlers });
    await this.#app.init();
    await this.#app.startAllMicroservices();
    await this.#app.getHttpAdapter().getInstance().ready();
    for (const company of demoCompanies) await this.tell(companyCreated, company);
  }
}

@Module({})
class GatewayUnderTest {
  static around(gateway: TestGateway, shutdown: AbortSignal, state: TestOptions['sandbox']): DynamicModule {
    const clock: Clock = { now: () => gateway.now };
    const send = async (commands: readonly OutgoingCommand[]): Promise<void> => {
      for (const command of commands) {
        gateway.sent.push(command);
        await gateway.onCommand(command);
      }
    };
    const providers = [
      { provide: MONGO, useValue: gateway.mongo.connection },
      { provide: COMMANDS, useValue: { send } },
      { provide: CLOCK, useValue: clock },
      {
        provide: LOGGER,
        useValue: createLogger('api-gateway', 'info', { write: (line) => gateway.log.push(line) }),
      },
      { provide: SHUTDOWN, useValue: shutdown },
      { provide: SANDBOX, useValue: state ? { state } : null },
    ];
    return {
      module: GatewayUnderTest,
      global: true,
      imports: [ApiGatewayModule.register()],
      providers,
      exports: providers,
    };
  }
}
