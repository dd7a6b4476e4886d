import { afterEach, beforeEach } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractActivated, contractsOperationCompleted, serviceChanged } from '@reservoir/messages';
import type { OutgoingCommand } from '@reservoir/service';
import { aContract, aService } from '../../../testing/facts.js';
import { TestGateway, type Told, of } from './gateway.js';

/** The body of an assignment, as interfaces.md shows it. */
export const assignment = {
  customerId: 'customer-one',
  product: 'endpoint-security',
  protectionModel: 'secure-plus',
  addOns: ['patch-management'],
  managedServices: [],
  mode: 'commercial',
  term: 'Y1',
  quantity: 25,
  managementModel: 'delegated',
  autoRenew: { on: true },
};

/** What differs from a plain assignment by partner-gold. */
export interface Posting {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly company?: string;
  /** Of that company; its first user, if left out. */
  readonly user?: string;
}

/** The outcome of an operation that made a contract. */
export const madeContract = (operationId: string, id: string) => ({
  operationId,
  outcome: 'succeeded' as const,
  resource: { kind: 'contracts' as const, id },
  refusal: null,
  requires: [{ kind: 'contracts' as const, id, version: 3 }],
});

const module = { ...aContract().periods[0]!, sku: 'patch-management' };

/** Plays partner-gold, and the contracts service. */
export class Assignments {
  constructor(private readonly gateway: TestGateway) {}

  /** @param key the Idempotency-Key; null for none */
  post(
    key: string | null,
    { company = 'partner-gold', user, body = assignment, headers = {} }: Posting = {},
  ): Promise<Told> {
    const keyed = key === null ? headers : { 'idempotency-key': key, ...headers };
    const as = { ...of(company), ...(user !== undefined && { sub: user }) };
    return this.gateway.call('POST', '/v1/contracts', { as, body, headers: keyed });
  }

  /** The facts travel on one topic, the contract last; the outcome on another: either may come first. */
  readonly succeed = async ({ id: operationId }: Pick<OutgoingCommand, 'id'>): Promise<void> => {
    const id = newId();
    await Promise.all([
      this.gateway.tell(contractsOperationCompleted, madeContract(operationId, id)),
      this.#facts(aContract({ id, assignmentId: id, serviceId: id })),
    ]);
  };

  readonly refuse = ({ id: operationId }: Pick<OutgoingCommand, 'id'>): Promise<void> =>
    this.gateway.tell(contractsOperationCompleted, {
      operationId,
      outcome: 'refused',
      resource: null,
      refusal: {
        code: 'pool-short',
        rule: 'PO-4',
        detail: '25 asked, 20 available in endpoint-security:secure-plus Y1',
        errors: [{ sku: 'endpoint-security:secure-plus', asked: 25, available: 20 }],
      },
      requires: [],
    });

  async #facts(contract: ReturnType<typeof aContract>): Promise<void> {
    await this.gateway.tell(serviceChanged, aService({ id: contract.serviceId }), { sequence: 1 });
    const added = { ...contract, id: newId(), kind: 'module' as const, periods: [module] };
    await this.gateway.tell(contractActivated, { contract: added });
    await this.gateway.tell(contractActivated, { contract });
  }
}

/** What happens to a command after it was sent, while the caller waits. */
export const later =
  (work: (command: OutgoingCommand) => Promise<void>, afterMs = 0) =>
  (command: OutgoingCommand): void => {
    setTimeout(() => void work(command), afterMs);
  };

/** A gateway and its contracts service for a whole spec: when a test begins nothing was sent, and nothing answers. */
export function assignmentsAround(fileUrl: string) {
  const gateway = TestGateway.around(fileUrl);
  beforeEach(() => {
    gateway.sent.length = 0;
  });
  afterEach(() => {
    gateway.onCommand = () => undefined;
  });
  return { gateway, contracts: new Assignments(gateway) };
}
