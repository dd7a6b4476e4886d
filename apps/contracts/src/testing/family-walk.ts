import type { Refusal } from '@reservoir/kernel';
import { addModule } from '../application/add-module.js';
import * as changes from '../application/changes.js';
import { changeService } from '../application/change-service.js';
import { convertTrial } from '../application/convert-trial.js';
import { learnFact } from '../application/learn-fact.js';
import * as lifecycle from '../application/lifecycle.js';
import type { AssignmentRequest } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { Product } from '../domain/facts.js';
import type { Addition } from '../domain/modules/plan-module.js';
import type { Plan } from '../domain/plan.js';
import type { SettingsChange } from '../domain/service-change.js';
import type { Service } from '../domain/service.js';
import {
  aCommand,
  aCustomer,
  anActor,
  edrStandalone,
  emailSecurity,
  endpointSecurity,
} from './contracts.fixtures.js';
import { type OtherPools, Walk } from './walk.js';

const { needsOfSchedule: _schedule, needsOfUpgrade: _upgrade, ...ofChanges } = changes;
const commands = { ...lifecycle, ...ofChanges, convertTrial };

/** Commands on a contract. */
export type Asked = keyof typeof commands;

/** Which contract a command names; of `customer-one`, unless it says another customer. */
export type Named = Pick<Contract, 'id' | 'product'> & Partial<Pick<Contract, 'customerId' | 'partnerId'>>;

/** A module that is added alone; of `customer-one`, unless it says another customer. */
type Added = Partial<Addition> & Partial<Pick<Contract, 'customerId' | 'partnerId'>>;

/** What is sold of the family. */
export const everySku = [
  ...endpointSecurity.protectionModels.map((model) => `endpoint-security:${model}`),
  ...['edr-standalone', 'patch-management', 'encryption', 'edr', 'xdr', 'mdr-foundations', 'sve-scanning'],
  ...['email-security', 'email-archive'],
];

/** Plenty of every SKU. */
const plenty = Object.fromEntries(everySku.map((sku) => [sku, 100_000]));

/** One client's family: commands follow each other, each with all that it leads to. */
export class FamilyWalk extends Walk {
  #count = 0;

  constructor(now?: string, others?: OtherPools) {
    super(others ? {} : plenty, now, others);
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
    const operationId = this.beginsToBuy(request);
    this.settle();
    return this.completionOf(operationId)?.refusal;
  }

  /** Assigns out of the pools of the customer's partner, and lets nothing arrive yet. @returns the operation */
  beginsToBuy(request: Partial<AssignmentRequest>): string {
    const operationId = `buy-${(this.#count += 1)}`;
    const { parentId } = this.ports.companies.find(request.customerId ?? 'customer-one') ?? aCustomer;
    this.assign(aCommand(operationId, request, { companyId: parentId }));
    return operationId;
  }

  /** Asks for something on a contract, and lets everything arrive. @returns the contract that answers, or the refusal */
  ask(what: Asked, contract: Named, request: object = {}): Contract | Refusal {
    return this.#answerTo(this.begins(what, contract, request));
  }

  /** Adds a module alone, and lets everything arrive. @returns its contract, or the refusal */
  add(module: string, addition: Added = {}): Contract | Refusal {
    return this.#answerTo(this.beginsToAdd(module, addition));
  }

  #answerTo(operationId: string): Contract | Refusal {
    this.settle();
    const completion = this.completionOf(operationId);
    if (!completion) throw new Error(`${operationId} was not answered`);
    return completion.refusal ?? this.contract(completion.contractId ?? '');
  }

  /** Adds a module alone, and lets nothing arrive yet. @returns the operation */
  beginsToAdd(
    module: string,
    { product = 'endpoint-security', customerId, partnerId, ...more }: Added,
  ): string {
    const operationId = `add-${(this.#count += 1)}`;
    const { cascade, term = 'Y1', quantity = 10, start, alignEnd } = more;
    const addition = { module, term, quantity, start, alignEnd };
    const command = { operationId, customerId: customerId ?? 'customer-one', product, cascade, addition };
    this.done(addModule({ ...command, actor: actorOf(partnerId) }, this.ports, this.now));
    return operationId;
  }

  /** Asks for something on a contract, and lets nothing arrive yet. @returns the operation */
  begins(what: Asked, { id, product, customerId, partnerId }: Named, request: object = {}): string {
    const operationId = `${what}-${(this.#count += 1)}`;
    const actor = actorOf(partnerId);
    const command = { operationId, customerId: customerId ?? 'customer-one', contractId: id, product, actor };
    this.done(commands[what]({ ...command, ...request } as never, this.ports, this.now));
    return operationId;
  }

  /** The partner of a customer changes the settings of a service (EN-1). @returns the code of the refusal, if any */
  sets(
    { customerId, product }: Pick<Service, 'customerId' | 'product'>,
    to: SettingsChange,
  ): string | undefined {
    const companyId = this.ports.companies.find(customerId)?.parentId ?? null;
    const command = { customerId, product, actor: anActor({ companyId }), changes: to };
    const outcome = changeService(command, this.ports, this.now);
    if (outcome.refusal) return outcome.refusal.code;
    this.events.push(...outcome.events);
    return undefined;
  }

  /** Asks for what must not be refused. */
  does(what: Asked, contract: Named, request: object = {}): Contract {
    const answer = this.ask(what, contract, request);
    if ('code' in answer) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** The code of the refusal; undefined when it was not refused. */
  refused(what: Asked, contract: Named, request: object = {}): string | undefined {
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

  /** The products of the fixtures with another recovery policy. */
  withPolicy(recoveryPolicy: Product['recoveryPolicy']): this {
    for (const product of [endpointSecurity, edrStandalone, emailSecurity])
      this.ports.products.save({ ...product, recoveryPolicy });
    return this;
  }

  /** A product is retired (CA-8). */
  retires(id: string): void {
    const product = this.ports.products.find(id);
    if (product) learnFact({ ...product, version: product.version + 1, retired: true }, this.ports.products);
  }
}

const actorOf = (partnerId: string | undefined) =>
  anActor(partnerId === undefined ? {} : { companyId: partnerId });

/** Number, start and end of a contract's present period. */
export const termsOf = ({ periods: [{ quantity, start, end }] }: Contract) => ({ quantity, start, end });
