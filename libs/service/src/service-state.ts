import type { MessagingHealth } from '@reservoir/messaging';
import type { HealthView } from './health.js';

/** How far a service has come: written by the start and the shutdown, read by the probes. */
export class ServiceState implements HealthView {
  started = false;
  stopping = false;
  crash: string | undefined;
  mongodb: { readonly up: boolean } | undefined;
  kafka: { readonly up: boolean } | undefined;
  #consumer: (() => MessagingHealth) | undefined;

  get consumer(): MessagingHealth | undefined {
    return this.#consumer?.();
  }

  /** Whom to ask about the consumer. */
  consumesWith(health: () => MessagingHealth): void {
    this.#consumer = health;
  }
}
