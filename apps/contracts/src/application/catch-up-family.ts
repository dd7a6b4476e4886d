import type { Instant } from '@reservoir/kernel';
import { caughtUp } from '../domain/catch-up.js';
import { newClient, operationInFlight } from '../domain/client.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { RecoverLicenses } from '../domain/license-pool.js';
import type { Recovery } from '../domain/plan.js';
import { protectionModelOfSku, serviceAfter } from '../domain/service.js';
import { type FamilyKey, contractsOf, keepFamily } from './family.js';
import { type Outcome, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/**
 * Does what time has made due in a family, in due order and dated right (CT-8): starts, ends, next periods, notices. The
 * licences of periods that are over are retired (PO-12); nobody waits for the pools' answers. While an operation is under
 * way nothing is done: what is due waits its turn (CT-19).
 */
export function catchUpFamily({ customerId, familyId }: FamilyKey, ports: Ports, now: Instant): Outcome {
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  if (operationInFlight(client, familyId) !== undefined) return nothing;
  const before = contractsOf(client, familyId, ports);
  const { contracts, events, retired } = caughtUp(before, now);
  if (events.length === 0) return nothing;
  const services = begun(before, contracts, ports);
  const told = keepFamily(client, { familyId, contracts }, ports, now);
  return {
    ...nothing,
    events: [...services, ...told, ...events],
    commands: retired.map((recovery) => retirement(recovery, customerId)),
  };
}

/** A period of another product or protection model has begun: its service has it from now on (CT-16). */
function begun(
  before: readonly Contract[],
  after: readonly Contract[],
  { services }: Ports,
): readonly ContractsEvent[] {
  return after.flatMap((contract) => {
    const [{ sku }] = contract.periods;
    const was = before.find(({ id }) => id === contract.id);
    const old = was && services.find(was.serviceId);
    if (!old || contract.kind !== 'product' || was.periods[0].sku === sku) return [];
    const { managementModel, autoRenew, suspension } = old;
    const settings = { protectionModel: protectionModelOfSku(sku), managementModel, autoRenew };
    const { customerId, product } = contract;
    const service = serviceAfter(services.find(contract.serviceId), customerId, {
      ...{ product, settings },
      ...(suspension && { suspension }),
    });
    services.save(service);
    return [{ type: 'ServiceChanged' as const, service }];
  });
}

const retirement = (recovery: Recovery, customerId: string): RecoverLicenses => {
  const { id: recoveryId, pool, back, retired, contractId } = recovery;
  const holder = { assignmentId: recoveryId, customerId, contractId };
  return { type: 'RecoverLicenses', pool, recoveryId, holder, back, retired };
};
