import type { Instant } from '@reservoir/kernel';
import { type PointsExpiring, notify } from '../domain/notice.js';
import type { Lots } from './ports.js';

/** Gives the notice of a lot that is due (PT-8); nothing when it was given before, or there is nothing to tell. */
export function notifyExpiring(
  { lotId, noticeAt }: { readonly lotId: string; readonly noticeAt: Instant },
  { lots }: { readonly lots: Pick<Lots, 'find' | 'save'> },
  now: Instant,
): PointsExpiring | undefined {
  const noticed = notify(lots.find(lotId), noticeAt, now);
  if (noticed) lots.save(noticed.lot);
  return noticed?.notice;
}
