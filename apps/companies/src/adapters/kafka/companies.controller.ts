import { Controller, Inject } from '@nestjs/common';
import type { Decided, Refusal, Result } from '@reservoir/kernel';
import {
  type DataOf,
  changeCompany,
  createCompany,
  reactivateCompany,
  suspendCompany,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import * as change from '../../application/change-company.js';
import { createCompany as create } from '../../application/create-company.js';
import { needs } from '../../application/needs.js';
import type { Changes, CompaniesEvent } from '../../domain/company.events.js';
import { TREE, type TreeOfChunk } from './companies-of-chunk.js';
import { complete, refuse } from './operation-answers.js';
import { publishEvents } from './publish-events.js';

const line = ({ id }: { readonly id: string }) => needs({ lines: [id] });

/** Commands on companies. Those above may live on other partitions: they are loaded beside the company. */
@Controller()
export class CompaniesController {
  constructor(@Inject(TREE) private readonly tree: TreeOfChunk) {}

  /** A parent that is unknown yet is refused (CO-8). */
  @Handles(createCompany, ({ id, parentId }) =>
    needs({ companies: [id], lines: parentId === null ? [] : [parentId] }),
  )
  create(request: DataOf<typeof createCompany>, context: RecordContext): void {
    this.#answer(request.id, create(request, this.tree.in(context.chunk), context.now), context);
  }

  @Handles(changeCompany, line)
  change(request: DataOf<typeof changeCompany>, context: RecordContext): void {
    const outcome = change.changeCompany(request, this.tree.in(context.chunk), context.now);
    this.#answer(request.id, outcome, context);
  }

  @Handles(suspendCompany, line)
  suspend(request: DataOf<typeof suspendCompany>, context: RecordContext): void {
    const outcome = change.suspendCompany(request, this.tree.in(context.chunk), context.now);
    this.#answer(request.id, outcome, context);
  }

  @Handles(reactivateCompany, line)
  reactivate(request: DataOf<typeof reactivateCompany>, context: RecordContext): void {
    const outcome = change.reactivateCompany(request, this.tree.in(context.chunk), context.now);
    this.#answer(request.id, outcome, context);
  }

  #answer(
    id: string,
    outcome: Result<Decided<Changes, CompaniesEvent>, Refusal>,
    context: RecordContext,
  ): void {
    if (!outcome.ok) return refuse(context, outcome.error);
    const { events, state } = outcome.value;
    publishEvents(context, events);
    const company = state.companies.find((one) => one.id === id);
    if (company) complete(context, company);
  }
}
