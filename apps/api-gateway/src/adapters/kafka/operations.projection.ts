import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type OperationCompleted,
  catalogOperationCompleted,
  companiesOperationCompleted,
  contractsOperationCompleted,
  licensePoolOperationCompleted,
  pointsOperationCompleted,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import { complete } from '../../domain/operation.js';
import type { ProjectionStores } from '../../read-models.js';

const needs = ({ operationId }: OperationCompleted) => ({ operations: [operationId] });

/** operations.v1 → operations. */
@Controller()
export class OperationsProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(companiesOperationCompleted, needs)
  companies(data: OperationCompleted, context: RecordContext): void {
    this.#complete(data, context);
  }

  @Handles(catalogOperationCompleted, needs)
  catalog(data: OperationCompleted, context: RecordContext): void {
    this.#complete(data, context);
  }

  @Handles(contractsOperationCompleted, needs)
  contracts(data: OperationCompleted, context: RecordContext): void {
    this.#complete(data, context);
  }

  @Handles(licensePoolOperationCompleted, needs)
  pools(data: OperationCompleted, context: RecordContext): void {
    this.#complete(data, context);
  }

  @Handles(pointsOperationCompleted, needs)
  points(data: OperationCompleted, context: RecordContext): void {
    this.#complete(data, context);
  }

  /** An operation that is not there was forgotten after its 7 days: nobody asks any more. */
  #complete(
    { operationId, outcome: state, resource, refusal, requires, preview }: OperationCompleted,
    context: RecordContext,
  ): void {
    const store = this.stores.operations;
    const operation = store.find(context.chunk, operationId);
    if (!operation) return;
    const outcome = { state, resource, refusal, requires, ...(preview && { preview }) };
    const completed = complete(operation, outcome, context.now);
    if (completed !== operation) store.put(context.chunk, { ...operation, ...completed });
  }
}
