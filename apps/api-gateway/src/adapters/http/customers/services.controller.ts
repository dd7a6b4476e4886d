import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import {
  addModule,
  addition,
  cascade,
  changeService,
  companyId,
  serviceSettings,
  slug,
} from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import { type Caller, licensingRoles } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import { contractView } from '../contracts/contract.view.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CUSTOMER_READER, DOOR, TENANCY } from '../tokens.js';
import type { CustomerReader } from './customer.reader.js';
import { type ServiceView, serviceView, viewOfService } from './service.view.js';

const customer = z.object({ customerId: companyId });
const service = customer.extend({ product: slug });
const changes = strictly(serviceSettings)
  .refine((body) => Object.keys(body).length > 0, { message: 'names nothing to change' })
  .meta({ examples: [{ managementModel: 'delegated' }, { autoRenew: { on: true, term: 'Y1' } }] });
const added = strictly(addition.extend({ cascade })).meta({
  examples: [
    { module: 'patch-management', term: 'Y1', quantity: 25 },
    { module: 'patch-management', term: 'Y1', quantity: 25, cascade: true },
  ],
});

/** /v1/customers/{customerId}/services */
@ApiTags('customers')
@Controller('v1/customers/:customerId/services')
export class ServicesController {
  constructor(
    @Inject(CUSTOMER_READER) private readonly customers: CustomerReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Reads({ summary: 'The services of a customer (EN-1)', answer: pageOf(serviceView) })
  async services(
    @Param({ schema: customer }) { customerId }: z.output<typeof customer>,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, customerId, 'customer');
    const page = await this.customers.queries.services(customerId, pageRequest(query));
    const use = await this.customers.use(customerId);
    const now = this.clock.now();
    const shown = mapPage(page, (one) => viewOfService(one, use, now));
    return pageAnswer(shown, `/v1/customers/${customerId}/services`, query);
  }

  @Get(':product')
  @Reads({ summary: 'A service of a customer (EN-1)', answer: serviceView })
  async find(
    @Param({ schema: service }) { customerId, product }: z.output<typeof service>,
    @TheCaller() caller: Caller,
  ): Promise<ServiceView> {
    await this.tenancy.require(caller, customerId, 'customer');
    const found = await this.customers.service(`${customerId}:${product}`, caller);
    if (!found) throw unknown('service');
    return found.body;
  }

  @Patch(':product')
  @Commands({
    summary: 'Change how a service is managed, and whether it renews by itself (EN-1, CT-7)',
    description:
      'What is left out stays. By the owning partner; delegated only where the product allows. `autoRenew.term` is for groups of contracts of mixed terms.',
    answer: serviceView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async change(
    @Param({ schema: service }) { customerId, product }: z.output<typeof service>,
    @Body({ schema: changes }) body: z.output<typeof changes>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.requireOwnCustomer(asked.caller, customerId);
    const data = { customerId, product, changes: body, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: changeService,
      data,
      status: 200,
      idempotencyKey: 'required',
    });
  }

  @Post(':product/modules')
  @Commands({
    summary: 'Add an add-on or a managed service to a product that the customer has (EN-6)',
    description:
      'The answer is its contract. It may have no more licences than its product, on any day to come, and is of its term class; what would be too much is refused, or with `cascade` cut: first the end, then the licences (CT-13). `alignEnd` with the contract of the product lets it end with that. It is removed by ending its contract.',
    answer: contractView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async add(
    @Param({ schema: service }) { customerId, product }: z.output<typeof service>,
    @Body({ schema: added }) { cascade, ...addition }: z.output<typeof added>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.requireOwnCustomer(asked.caller, customerId);
    const data = { customerId, product, addition, cascade, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: addModule, data, status: 201, idempotencyKey: 'required' });
  }
}
