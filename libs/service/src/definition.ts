import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TopicName } from '@reservoir/messages';
import type { Subscription as MessagingSubscription } from '@reservoir/messaging';
import type { ServiceEnv } from './env.js';

/** A topic that a service reads. */
export interface Subscription extends MessagingSubscription {
  readonly topic: TopicName;
}

/** HTTP beside the transport. */
export interface HttpDefinition {
  readonly port: number;
  /** Options of fastify, such as limits and how request ids are made. */
  readonly server?: ConstructorParameters<typeof FastifyAdapter>[0];
  /** Pipes, filters, plugins; called before the application is initialised. */
  configure?(app: NestFastifyApplication): void | Promise<void>;
}

/** All that runService needs to know. */
export interface ServiceDefinition<Env extends ServiceEnv = ServiceEnv> {
  readonly name: string;
  readonly env: Env;
  readonly module: (env: Env) => DynamicModule | Type;
  readonly subscriptions: readonly Subscription[];
  /** The topics that handlers and finders publish to. */
  readonly publishes: readonly TopicName[];
  readonly http?: HttpDefinition;
}

/** A service but for its own code. */
export type ServiceOutline = Omit<ServiceDefinition, 'module'>;

/** A service that runs. */
export interface RunningService {
  /** Where the probes listen, if HEALTH_PORT is 0. */
  readonly healthPort: number;
  /** Stops it in order, as SIGTERM does, without ending the process. False when a step failed. */
  stop(): Promise<boolean>;
}
