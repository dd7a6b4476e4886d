import type { MessageDefinition } from '@reservoir/messages';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import type { Asked } from '../platform/asked.js';
import { unknown } from '../platform/problem.js';
import { requireOwned, seenBy } from '../platform/tenancy.js';
import type { ContractReader } from './contract.reader.js';

type Contract = ReadModels['contracts'];

/** What every command on a contract says of it and of who asks; the product, since no claim tells it of a contract that is over. */
export interface OnContract {
  readonly customerId: string;
  readonly contractId: string;
  readonly product: string;
  readonly actor: ReturnType<typeof actorOf>;
}

/** The way in for commands on a contract that is there. */
export class ContractDoor {
  constructor(
    private readonly contracts: ContractReader,
    private readonly door: CommandDoor,
  ) {}

  /**
   * Sends a command on a contract of one of the caller's own customers.
   * @param more what the command says beside
   * @throws Problem `unknown-contract` (CO-8); `not-the-owning-partner` for who sees it and does not own it (CO-9)
   */
  async submit(
    asked: Asked,
    contractId: string,
    message: MessageDefinition,
    more: object = {},
    status: 200 | 201 = 200,
  ): Promise<Answer> {
    const { customerId, product } = await this.requireOwn(asked.caller, contractId);
    const on: OnContract = { customerId, contractId, product, actor: actorOf(asked.caller) };
    const data = { ...on, ...more };
    return this.door.submit(asked, { message, data, status, idempotencyKey: 'required' });
  }

  /** A contract whose licensing the caller may change (CO-8, CO-9). */
  async requireOwn(caller: Caller, contractId: string): Promise<Contract> {
    const found = await this.contracts.queries.find(contractId);
    const customer = seenBy(caller, found?.customer);
    if (!found || !customer) throw unknown('contract');
    requireOwned(caller, customer);
    return found.contract;
  }
}
