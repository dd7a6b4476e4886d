import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import { companyId, slug, switchFeature, time } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import { type Caller, licensingRoles } from '../../../domain/caller.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CUSTOMER_READER, DOOR, TENANCY } from '../tokens.js';
import type { CustomerReader } from './customer.reader.js';
import { featuresView, serviceFeaturesView } from './features.view.js';

const params = z.object({ customerId: companyId });
const ofService = params.extend({ product: slug });
const ofFeature = ofService.extend({ feature: slug });
const query = z.strictObject({
  at: time.optional().describe('Any instant, past or future; now, if left out'),
});
type FeatureQuery = z.output<typeof query>;
const position = z.strictObject({ on: z.boolean() }).meta({ examples: [{ on: false }] });

/** /v1/customers/{customerId}/features and …/services/{product}/features */
@ApiTags('customers')
@Controller('v1/customers/:customerId')
export class CustomerFeaturesController {
  constructor(
    @Inject(CUSTOMER_READER) private readonly customers: CustomerReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('features')
  @Reads({
    summary: 'The features of a customer, at any instant (EN-3)',
    description:
      'Those of its products, protection models and modules, by the versions of the catalog that the periods of its contracts froze (CA-7), less what was switched off at that instant.',
    answer: featuresView,
  })
  async features(
    @Param({ schema: params }) { customerId }: z.output<typeof params>,
    @Query({ schema: query }) { at = this.clock.now() }: FeatureQuery,
    @TheCaller() caller: Caller,
  ) {
    await this.tenancy.require(caller, customerId, 'customer');
    return { customerId, at, services: await this.customers.features(customerId, at) };
  }

  @Get('services/:product/features')
  @Reads({ summary: 'The features of one service, at any instant (EN-3)', answer: serviceFeaturesView })
  async ofService(
    @Param({ schema: ofService }) { customerId, product }: z.output<typeof ofService>,
    @Query({ schema: query }) { at = this.clock.now() }: FeatureQuery,
    @TheCaller() caller: Caller,
  ) {
    await this.tenancy.require(caller, customerId, 'customer');
    return { customerId, at, ...(await this.customers.featuresOf(customerId, product, at)) };
  }

  @Put('services/:product/features/:feature')
  @Commands({
    summary: 'Switch a feature of a service on or off (EN-6)',
    description:
      'By the owning partner, and only what the customer is entitled to now. It draws and returns no licence; add-ons are added to a service with `POST …/modules`, and removed by ending their contract.',
    answer: serviceFeaturesView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async turn(
    @Param({ schema: ofFeature }) { customerId, product, feature }: z.output<typeof ofFeature>,
    @Body({ schema: position }) { on }: z.output<typeof position>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.requireOwnCustomer(asked.caller, customerId);
    const data = { customerId, product, feature, on, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: switchFeature,
      data,
      status: 200,
      idempotencyKey: 'required',
    });
  }
}
