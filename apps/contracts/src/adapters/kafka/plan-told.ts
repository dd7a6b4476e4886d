import type { DataOf, operationPlanned } from '@reservoir/messages';
import type { Patch } from '../../domain/patch.js';
import type { Plan } from '../../domain/plan.js';

/** A plan as it is published, itemised (CT-18). */
export function planTold(plan: Plan): DataOf<typeof operationPlanned> {
  const { customerId, operationId, day, partnerId } = plan;
  return {
    customerId,
    operationId,
    day,
    draws: plan.draws.map(({ sku, term, contractId, quantity, end }) => ({
      pool: { partnerId, sku, term },
      contractId,
      quantity,
      end,
    })),
    recoveries: plan.recoveries.map(({ pool, contractId, back, retired }) => ({
      pool: { ...pool },
      contractId,
      back: back.map((pick) => ({ ...pick })),
      retired: retired.map((pick) => ({ ...pick })),
    })),
    lines: plan.lines.map((line) => ({ ...line })),
    contracts: [...plan.drafts.flatMap((draft) => draftTold(plan, draft.id)), ...plan.patches.map(patchTold)],
    notices: plan.notices.map((notice) => ({ ...notice })),
  };
}

type Told = DataOf<typeof operationPlanned>['contracts'][number];

function draftTold({ drafts }: Plan, contractId: string): readonly Told[] {
  return drafts
    .filter(({ id }) => id === contractId)
    .map(({ periods: [{ quantity, end }] }) => ({ contractId, event: 'contract-drafted', quantity, end }));
}

function patchTold({ contractId, event, state, present, future }: Patch): Told {
  const added = future?.do === 'add' ? future.period : undefined;
  return {
    contractId,
    event: kebab(event),
    ...(state !== undefined && { state }),
    ...(present?.quantity !== undefined && { quantity: present.quantity }),
    ...(present?.end !== undefined && { end: present.end }),
    ...(added && { future: futureTold(added) }),
  };
}

const futureTold = ({ sku, term, quantity, start, end }: NonNullable<Told['future']>) => ({
  ...{ sku, term, quantity },
  ...{ start, end },
});

const kebab = (name: string): string => name.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase();
