import { type AnchorDay, type UtcDay, anchorOf } from '@reservoir/kernel';

/**
 * The day of the month that a period remembers, once its end is aligned, cut or grouped: that of its new end (CT-3). An end
 * that stays where its term put it keeps the anchor, which may lie beyond a short month.
 */
export const anchorOfEnd = (
  natural: { readonly end: UtcDay; readonly anchorDay: AnchorDay },
  end: UtcDay,
): AnchorDay => (end === natural.end ? natural.anchorDay : anchorOf(end)); // CT-3
