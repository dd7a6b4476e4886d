import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { Clock } from '@reservoir/kernel';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import type { CommandPublisher } from './command-publisher.js';
import type { Logger } from './logger.js';
import type { ClockFollower } from './sandbox/clock-follower.js';
import { CLOCK, COMMANDS, KAFKA, LOGGER, METRICS, MONGO, SANDBOX, SHUTDOWN } from './tokens.js';

/** What a service stands on. */
export interface Platform {
  readonly mongo: Connection;
  readonly kafka: Kafka;
  readonly commands: CommandPublisher;
  readonly clock: Clock;
  /** The clock again, if it is a sandbox's; null when SANDBOX is off. */
  readonly sandbox: ClockFollower | null;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly shutdown: AbortSignal;
}

/** The module around an app's module: every provider of the app may inject the platform's tokens. */
@Module({})
export class PlatformModule {
  static around(app: DynamicModule | Type, platform: Platform): DynamicModule {
    const providers: Provider[] = [
      { provide: MONGO, useValue: platform.mongo },
      { provide: KAFKA, useValue: platform.kafka },
      { provide: COMMANDS, useValue: platform.commands },
      { provide: CLOCK, useValue: platform.clock },
      { provide: SANDBOX, useValue: platform.sandbox },
      { provide: LOGGER, useValue: platform.logger },
      { provide: METRICS, useValue: platform.metrics },
      { provide: SHUTDOWN, useValue: platform.shutdown },
    ];
    return { module: PlatformModule, global: true, imports: [app], providers, exports: providers };
  }
}
