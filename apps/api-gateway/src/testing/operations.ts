import { instant } from '@reservoir/kernel';
import type { Operation, Outcome } from '../domain/operation.js';

/** A pending operation of partner-gold. */
export const anOperation = (of: Partial<Operation> = {}): Operation => ({
  id: 'operation-one',
  version: 1,
  state: 'pending',
  caller: { userId: 'user-one', companyId: 'partner-gold', role: 'total-control' },
  command: { type: 'reservoir.contracts.assign-licenses.v1', data: {} },
  preview: false,
  correlationId: 'correlation-one',
  createdAt: instant('2026-11-21T09:00:00Z'),
  completedAt: null,
  outcome: null,
  idempotency: null,
  answer: null,
  answeringUntil: instant('2026-11-21T09:00:10Z'),
  sends: 1,
  sendAgainAt: instant('2026-11-21T09:00:10Z'),
  ...of,
});

/** A contract came of it, at version 3. */
export const aSuccess = (): Outcome => ({
  state: 'succeeded',
  resource: { kind: 'contracts', id: 'contract-one' },
  refusal: null,
  requires: [{ kind: 'contracts', id: 'contract-one', version: 3 }],
});

/** The pool was short. */
export const aRefusal = (): Outcome => ({
  state: 'refused',
  resource: null,
  refusal: { code: 'pool-short', rule: 'PO-4', detail: '5 asked, 0 available' },
  requires: [],
});
