import { type Instant, idFor } from '@reservoir/kernel';
import type { Batch } from './batch.js';
import { type Contract, type Period, lastPeriod } from './contract.js';
import type { ContractEvent } from './contracts.events.js';
import { debtThatFits } from './grouping/grouped-days.js';
import { type Due, nextDue } from './due.js';
import type { Recovery } from './plan.js';
import { productOfSku, serviceIdOf } from './service.js';
import { recoveriesOf } from './recoveries-of.js';

/** What time has done to a family by now. */
export interface CaughtUp {
  /** All contracts that were given, as they are by now. */
  readonly contracts: readonly Contract[];
  /** In due order, each dated at the instant at which it was due (CT-8). */
  readonly events: readonly ContractEvent[];
  /** Licences of periods that have ended (PO-12). */
  readonly retired: readonly Recovery[];
}

/** Does everything that is due by now, in due order, however late (CT-8, CT-17). */
export function caughtUp(contracts: readonly Contract[], now: Instant): CaughtUp {
  let state = contracts;
  const events: ContractEvent[] = [];
  const retired: Recovery[] = [];
  for (let next = firstDue(state, now); next; next = firstDue(state, now)) {
    const step = done(next.contract, next.due);
    state = state.map((one) => (one.id === step.event.contract.id ? step.event.contract : one));
    events.push(step.event);
    retired.push(...step.retired);
  }
  return { contracts: state, events, retired };
}

interface DueContract {
  readonly contract: Contract;
  readonly due: Due;
}

function firstDue(contracts: readonly Contract[], now: Instant): DueContract | undefined {
  const due = contracts.flatMap((contract) => {
    const next = nextDue(contract);
    return next && next.at <= now ? [{ contract, due: next }] : [];
  });
  return due.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0];
}

const keyOf = ({ contract, due }: DueContract): string => `${due.at} ${contract.id}`;

interface Done {
  readonly event: ContractEvent;
  readonly retired: readonly Recovery[];
}

function done(contract: Contract, due: Due): Done {
  switch (due.kind) {
    case 'start':
      return told('ContractActivated', { ...contract, state: 'active', activatedAt: due.at }, due);
    case 'notice':
      return { event: notice(contract, due), retired: [] };
    case 'end':
      return ended(contract, due);
  }
}

/** CT-17. */
function notice(contract: Contract, { at, daysBefore }: Extract<Due, { kind: 'notice' }>): ContractEvent {
  const noticed = { end: lastPeriod(contract).end, daysBefore };
  const after = { ...contract, version: contract.version + 1, noticed };
  return { type: 'ContractExpiring', contract: after, at, daysBefore };
}

/** A period is over: its licences are retired (PO-12), and the next one begins, or the contract has expired (CT-8). */
function ended(contract: Contract, due: Due): Done {
  const [over, future] = contract.periods;
  const retired = retiredOf(contract, over);
  if (!future)
    return { ...told('ContractExpired', { ...contract, state: 'expired', endedAt: due.at }, due), retired };
  const product = contract.kind === 'product' ? productOfSku(future.sku) : contract.product;
  const begun: Contract = {
    ...contract,
    product,
    serviceId: serviceIdOf(contract.customerId, product),
    periods: [future],
    next: null,
    bank: null,
    debt: debtThatFits(contract.debt, future.quantity), // CT-11
  };
  return { ...told('ContractPeriodStarted', begun, due), retired };
}

const told = (type: ContractEvent['type'], contract: Contract, { at }: Due): Done => ({
  event: { type, contract: { ...contract, version: contract.version + 1 }, at },
  retired: [],
});

/** Every licence of a commercial period that is over is retired (PO-12). */
function retiredOf(contract: Contract, period: Period): readonly Recovery[] {
  const retired: readonly Batch[] = period.batches;
  const origin = idFor('period-end', contract.id, period.start);
  return recoveriesOf(contract, period.sku, origin, { back: [], retired });
}
