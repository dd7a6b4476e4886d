import type { Refusal } from '@reservoir/kernel';
import { addModule } from '../application/add-module.js';
import * as changes from '../application/changes.js';
import { convertTrial } from '../application/convert-trial.js';
import * as lifecycle from '../application/lifecycle.js';
import type { AssignmentRequest } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { Product } from '../domain/facts.js';
import type { Addition } from '../domain/modules/plan-module.js';
import type { Plan } from '../domain/plan.js';
import { aCommand, anActor, endpointSecurity } from './contracts.fixtures.js';
import { Walk } from './walk.js';

const { needsOfSchedule: _schedule, needsOfUpgrade: _upgrade, ...ofChanges } = changes;
const commands = { ...lifecycle, ...ofChanges, convertTrial };

/** Commands on a contract. */
export type Asked = keyof typeof commands;

/** What is sold of the family. */
export const everySku = [
  ...endpointSecurity.protectionModels.map((model) => `endpoint-security:${model}`),
  ...['edr-standalone', 'patch-management', 'encryption', 'edr', 'xdr', 'mdr-foundations', 'sve-scanning'],
];

/** Plenty of every SKU. */
const plenty = Object.fromEntries(everySku.map((sku) => [sku, 100_000]));

/** One client's family: commands follow each other, each with all that it leads to. */
export class FamilyWalk extends Walk {
  #count = 0;

  constructor(now?: string) {
    super(plenty, now);
  }

  /** Assigns, and lets everything arrive. @returns the contract of the product, or the refusal */
  buy(request: Partial<AssignmentRequest> = {}): Contract {
    const operationId = `buy-${(this.#count += 1)}`;
    this.assign(aCommand(operationId, request));
    this.settle();
    const completion = this.completionOf(operationId);
    if (!completion?.contractId) throw new Error(JSON.stringify(completion?.refusal));
    return this.contract(completion.contractId);
  }

  /** A further contract of the same service: settings are chosen already. */
  buyMore(request: Partial<AssignmentRequest> = {}): Contract {
    return this.buy({ managementModel: undefined, autoRenew: undefined, ...request });
  }

  /** Why an assignment is refused. */
  refusedToBuy(request: Partial<AssignmentRequest>): Refusal | null | undefined {
    const operationId = `buy-${(this.#count += 1)}`;
    this.assign(aCommand(operationId, request));
    this.settle();
    return this.completionOf(operationId)?.refusal;
  }

  /** Asks for something on a contract, and lets everything arrive. @returns the contract that answers, or the refusal */
  ask(
    what: Asked,
    { id, product }: Pick<Contract, 'id' | 'product'>,
    request: object = {},
  ): Contract | Refusal {
    const operationId = `${what}-${(this.#count += 1)}`;
    const command = { operationId, customerId: 'customer-one', contractId: id, product, actor: anActor() };
    this.done(commands[what]({ ...command, ...request } as never, this.ports, this.now));
    return this.#answerTo(operationId);
  }

  /** Adds a module alone, and lets everything arrive. @returns its contract, or the refusal */
  add(module: string, { product = 'endpoint-security', cascade, ...more }: Partial<Addition> = {}) {
    const operationId = `add-${(this.#count += 1)}`;
    const addition = { module, term: 'Y1' as const, quantity: 10, ...more };
    const command = { operationId, customerId: 'customer-one', product, cascade, addition, actor: anActor() };
    this.done(addModule(command, this.ports, this.now));
    return this.#answerTo(operationId);
  }

  #answerTo(operationId: string): Contract | Refusal {
    this.settle();
    const completion = this.completionOf(operationId);
    if (!completion) throw new Error(`${operationId} was not answered`);
    return completion.refusal ?? this.contract(completion.contractId ?? '');
  }

  /** Asks for what must not be refused. */
  does(what: Asked, contract: Pick<Contract, 'id' | 'product'>, request: object = {}): Contract {
    const answer = this.ask(what, contract, request);
    if ('code' in answer) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** The code of the refusal; undefined when it was not refused. */
  refused(what: Asked, contract: Pick<Contract, 'id' | 'product'>, request: object = {}): string | undefined {
    const answer = this.ask(what, contract, request);
    return 'code' in answer ? answer.code : undefined;
  }

  contract(id: string): Contract {
    const contract = this.ports.contracts.find(id);
    if (!contract) throw new Error(`there is no contract ${id}`);
    return contract;
  }

  /** The contract of a SKU that an assignment made. */
  moduleOf({ assignmentId }: Contract, sku: string): Contract {
    const module = this.contractsOf(assignmentId).find(({ periods: [period] }) => period.sku === sku);
    if (!module) throw new Error(`there is no ${sku} beside it`);
    return module;
  }

  /** What the last operation was going to do. */
  get plan(): Plan {
    const plan = this.plans.at(-1);
    if (!plan) throw new Error('nothing was planned');
    return plan;
  }

  /** How many licences of a SKU the last operation gave back, and retired. */
  recovered(sku: string): readonly [number, number] {
    const lines = this.plan.recoveries.filter(({ pool }) => pool.sku === sku);
    const total = (of: 'back' | 'retired') =>
      lines.flatMap((line) => line[of]).reduce((sum, { quantity }) => sum + quantity, 0);
    return [total('back'), total('retired')];
  }

  /** The product of the fixtures with another recovery policy. */
  withPolicy(recoveryPolicy: Product['recoveryPolicy']): this {
    this.ports.products.save({ ...endpointSecurity, recoveryPolicy });
    return this;
  }
}

/** Number, start and end of a contract's present period. */
export const termsOf = ({ periods: [{ quantity, start, end }] }: Contract) => ({ quantity, start, end });
