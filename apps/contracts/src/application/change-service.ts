import type { Instant } from '@reservoir/kernel';
import { allowService } from '../domain/service-attempt.js';
import { type SettingsChange, changedService } from '../domain/service-change.js';
import { renewalsAwake } from './looks-again.js';
import type { Ports } from './ports.js';
import { type ServiceCommand, type ServiceOutcome, attemptOf } from './service-command.js';

/** The command: manage a service in another way, or let it renew by itself or not (EN-1). */
export interface ChangeService extends ServiceCommand {
  readonly changes: SettingsChange;
}

/** Changes the settings of a service (EN-1); settings that it has already are an answer, and no change. */
export function changeService(
  command: ChangeService,
  ports: Pick<Ports, 'companies' | 'products' | 'clients' | 'services' | 'renewalLooks'>,
  now: Instant,
): ServiceOutcome {
  const allowed = allowService(attemptOf(command, ports, now));
  if (!allowed.ok) return { refusal: allowed.error };
  const { service: before, product } = allowed.value;
  const decided = changedService(before, product, command.changes);
  if (!decided.ok) return { refusal: decided.error };
  const service = decided.value;
  if (service === before) return { refusal: null, version: service.version, events: [] };
  ports.services.save(service);
  if (command.changes.autoRenew) renewalsAwake(allowed.value.client, service.product, ports, now); // CT-7
  return { refusal: null, version: service.version, events: [{ type: 'ServiceChanged', service }] };
}
