import { expireLots } from '../domain/expiry.js';
import type { PointsExpired } from '../domain/points.events.js';
import { accountOf, keep } from './keep.js';
import type { LedgerPorts } from './ports.js';

/**
 * Expires what remains of the partner's lots that are over (PT-5), before anything else touches its account: what is
 * available is never more than what may still be burnt (invariant 7). At most 1000 lots; the scheduler does the rest.
 */
export function settleExpired(partnerId: string, ports: LedgerPorts): readonly PointsExpired[] {
  const due = ports.lots.due(partnerId);
  if (due.length === 0) return [];
  const events = expireLots(accountOf(partnerId, ports), due);
  for (const event of events) keep(event, ports);
  return events;
}
