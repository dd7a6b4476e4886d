import { companiesOperationCompleted } from '@reservoir/messages';
import type { TestGateway } from './gateway.js';

/** Plays the companies service: it says yes to every command, and `tell` is the fact that follows. */
export const companiesSayYes =
  (
    gateway: TestGateway,
    required: { readonly kind: string; readonly id: string; readonly version: number },
    tell: () => Promise<void>,
  ): TestGateway['onCommand'] =>
  async ({ id: operationId }) => {
    const { kind, id } = required;
    await gateway.tell(companiesOperationCompleted, {
      operationId,
      outcome: 'succeeded',
      resource: { kind, id },
      refusal: null,
      requires: [required],
    });
    await tell();
  };
