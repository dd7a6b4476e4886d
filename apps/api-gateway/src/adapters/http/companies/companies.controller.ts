import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { newId } from '@reservoir/kernel';
import { changeCompany, companyId, createCompany } from '@reservoir/messages';
import { z } from 'zod';
import { type Caller, isOperator } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { Problem } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { COMPANIES, DOOR, TENANCY } from '../tokens.js';
import { type CompanyView, companyView, viewOfCompany } from './company.view.js';

const path = '/v1/companies';
const fields = createCompany.schema.shape;

const newCompany = strictly(
  createCompany.schema.omit({ actor: true }).extend({
    id: fields.id.optional().describe('A new one, if left out'),
    tier: fields.tier.default(null),
    pointsProgramme: fields.pointsProgramme.default(false),
  }),
).meta({
  examples: [
    {
      type: 'partner',
      name: 'Gold Partner',
      parentId: 'distributor-one',
      tier: 'GOLD',
      pointsProgramme: true,
    },
    { type: 'customer', name: 'First Customer', parentId: 'partner-gold' },
  ],
});
const changes = strictly(changeCompany.schema.shape.changes)
  .refine((body) => Object.keys(body).length > 0, { message: 'names nothing to change' })
  .meta({ examples: [{ name: 'Gold Partner Ltd', tier: 'GOLD' }, { assistedByPartner: true }] });
const query = pageQuery.extend({
  type: fields.type.optional(),
  parentId: companyId.optional().describe('Only those directly below this company'),
});
const one = z.object({ id: companyId });

/** /v1/companies */
@ApiTags('companies')
@Controller('v1/companies')
export class CompaniesController {
  constructor(
    @Inject(COMPANIES) private readonly companies: CompanyQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post()
  @Commands({
    summary: 'Create a company under its parent (CO-1)',
    description: 'Distributors have no parent, and are created by the operator (CO-10).',
    answer: companyView,
    status: 201,
    roles: ['total-control', 'operator'],
    idempotencyKey: 'optional',
  })
  async create(
    @Body({ schema: newCompany }) { id = newId(), ...body }: z.output<typeof newCompany>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    if (body.parentId !== null) await this.tenancy.require(asked.caller, body.parentId);
    else if (!isOperator(asked.caller)) throw onlyTheOperator();
    const data = { ...body, id, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: createCompany, data, status: 201, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({
    summary: "The companies below the caller's own",
    description: 'By id. The operator gets all of them.',
    answer: pageOf(companyView),
  })
  async list(
    @Query({ schema: query }) asked: z.output<typeof query>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    if (asked.parentId !== undefined) await this.tenancy.require(caller, asked.parentId);
    const page = await this.companies.below(caller, asked, pageRequest(asked));
    return pageAnswer(
      mapPage(page, (company) => viewOfCompany(company, caller)),
      path,
      asked,
    );
  }

  @Get(':id')
  @Reads({ summary: 'A company', answer: companyView })
  async find(
    @Param({ schema: one }) { id }: { id: string },
    @TheCaller() caller: Caller,
  ): Promise<CompanyView> {
    return viewOfCompany(await this.tenancy.require(caller, id), caller);
  }

  @Patch(':id')
  @Commands({
    summary: 'Change a company',
    description:
      'What is left out stays. Tier and vendor account are told by the distributor (PT-9); a customer itself, and nobody else, says whether its partner manages its security (CO-2).',
    answer: companyView,
    status: 200,
    roles: ['total-control', 'license-and-security-admin', 'operator'],
    idempotencyKey: 'optional',
  })
  async change(
    @Param({ schema: one }) { id }: { id: string },
    @Body({ schema: changes }) body: z.output<typeof changes>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, id);
    const data = { id, changes: body, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: changeCompany, data, status: 200, idempotencyKey: 'optional' });
  }
}

// CO-10
const onlyTheOperator = (): Problem =>
  new Problem('role-not-allowed', {
    rule: 'CO-10',
    detail: 'A company without a parent is a distributor: those are created by the operator.',
  });
