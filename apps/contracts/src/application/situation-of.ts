import { type Instant, dayOf } from '@reservoir/kernel';
import type { Actor } from '../domain/assign-licenses.js';
import { newClient } from '../domain/client.js';
import { serviceIdOf } from '../domain/service.js';
import type { Situation } from '../domain/situation.js';
import { contractsOf } from './family.js';
import type { Ports } from './ports.js';

/** Who asks for what; a job has no actor, and names the partner. */
export interface Asking {
  readonly operationId: string;
  readonly customerId: string;
  readonly product?: string | undefined;
  /** The product that a service is to have (CT-12). */
  readonly targetProduct?: string | undefined;
  readonly actor: Actor | null;
  readonly partnerId?: string;
}

/** Everything that a decision about the family sees, as the unit of work has it by now. */
export function situationOf(
  command: Asking,
  aim: { readonly familyId: string; readonly contractId: string | undefined },
  ports: Ports,
  now: Instant,
): Situation {
  const { customerId, actor, operationId } = command;
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  const customer = ports.companies.find(customerId);
  const partner = ports.companies.find(actor?.companyId ?? command.partnerId ?? '');
  if (!customer || !partner) throw new Error(`the companies of ${operationId} are not known`);
  const contracts = contractsOf(client, aim.familyId, ports);
  const named = aim.contractId === undefined ? undefined : ports.contracts.find(aim.contractId);
  const about = [command.product ?? named?.product, command.targetProduct].flatMap((id) => id ?? []);
  const productIds = new Set([...contracts.map(({ product }) => product), ...about]);
  const products = [...productIds].flatMap((id) => ports.products.find(id) ?? []);
  const services = [...productIds].flatMap((id) => ports.services.find(serviceIdOf(customerId, id)) ?? []);
  const modules = products.flatMap(({ id }) => ports.modules.ofProduct(id));
  return {
    ...{
      operationId,
      isAwaited: actor !== null,
      actor,
      customer,
      partner,
      client,
      named,
      contracts,
      services,
      products,
    },
    familyId: aim.familyId,
    modules: [...new Map(modules.map((module) => [module.id, module])).values()],
    assortment: ports.assortments.find(partner.distributorId),
    priceVersion: ports.priceLists.find(partner.distributorId)?.version ?? null,
    now,
    today: dayOf(now),
  };
}
