import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assignLicenses,
  assignmentRequest,
  companyId,
  contractStates,
  id,
  sku,
  slug,
  startTrial,
  term,
} from '@reservoir/messages';
import { z } from 'zod';
import { type Caller, licensingRoles } from '../../../domain/caller.js';
import type { Page } from '../../mongo/page.js';
import type { ContractFilter, WholeContract } from '../../mongo/queries/contract.queries.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CONTRACTS, DOOR, TENANCY } from '../tokens.js';
import { type ContractReader, isCustomer } from './contract.reader.js';
import { type ContractView, contractView, viewOfContract } from './contract.view.js';

const newContract = strictly(
  assignmentRequest.extend({
    mode: z.enum(['commercial', 'trial']),
    term: term.optional().describe('Left out for a trial, which runs for days of its own (CT-14)'),
  }),
).refine(({ mode, term, alignEnd }) => (mode === 'trial' ? !term && !alignEnd : term), {
  path: ['term'],
  message: 'a commercial contract names its term, a trial neither a term nor an end',
});
const query = pageQuery.extend({
  customerId: companyId.optional(),
  state: z.enum(contractStates).optional(),
  product: slug.optional(),
  sku: sku.optional(),
});
type ContractsQuery = z.output<typeof query>;

/** /v1/contracts */
@ApiTags('contracts')
@Controller('v1/contracts')
export class ContractsController {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: ContractReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post()
  @Commands({
    summary: "Assign licences of the partner's pools to a customer (CT-4)",
    description:
      'A product with its add-ons and managed services, all or nothing. Nothing is defaulted (CA-3).',
    answer: contractView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async assign(
    @Body({ schema: newContract }) wanted: z.output<typeof newContract>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.requireOwnCustomer(asked.caller, wanted.customerId);
    const { mode, term = 'M1', alignEnd, ...request } = wanted;
    const actor = actorOf(asked.caller);
    const how = { status: 201, idempotencyKey: 'required' } as const;
    return mode === 'trial'
      ? this.door.submit(asked, { message: startTrial, data: { request, actor }, ...how })
      : this.door.submit(asked, {
          message: assignLicenses,
          data: { request: { ...request, mode, term, alignEnd }, actor },
          ...how,
        });
  }

  @Get()
  @Reads({
    summary: 'The contracts of the customers that the caller may see',
    description: 'A page may hold fewer items than asked for; the last one has no next.',
    answer: pageOf(contractView),
  })
  async list(@Query({ schema: query }) asked: ContractsQuery, @TheCaller() caller: Caller): Promise<Answer> {
    const { limit: _, cursor: __, ...filter } = asked;
    const page = await this.#page(caller, filter, asked);
    const items = page.items.map((one) => viewOfContract(one, isCustomer(caller)));
    return pageAnswer({ items, next: page.next }, '/v1/contracts', asked);
  }

  @Get(':id')
  @Reads({ summary: 'A contract with its modules', answer: contractView })
  async find(
    @Param({ schema: z.object({ id }) }) params: { id: string },
    @TheCaller() caller: Caller,
  ): Promise<ContractView> {
    const found = await this.contracts.find(params.id, caller);
    if (!found) throw unknown('contract');
    return found.body;
  }

  /** Of one customer, whom the caller must be able to see; of every customer below the caller else. */
  async #page(caller: Caller, filter: ContractFilter, asked: ContractsQuery): Promise<Page<WholeContract>> {
    const { queries } = this.contracts;
    const customerId = filter.customerId ?? (isCustomer(caller) ? caller.company?.id : undefined);
    if (customerId === undefined) return queries.ofPartners(caller, filter, pageRequest(asked, 2));
    await this.tenancy.require(caller, customerId, 'customer');
    return queries.ofCustomer({ ...filter, customerId }, pageRequest(asked));
  }
}
