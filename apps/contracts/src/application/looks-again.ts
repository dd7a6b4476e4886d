import type { Instant } from '@reservoir/kernel';
import type { Client } from '../domain/client.js';
import type { Contract } from '../domain/contract.js';
import type { Notice } from '../domain/plan.js';
import { type RenewalLook, awake, lookAgain, resting } from '../domain/renewal/renewal-look.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** Looks again in an hour; what was found in vain is told once, until it is something else. @returns the notice, if it is new */
export function looksAgain(
  contracts: readonly Contract[],
  notice: Notice | null,
  ports: Ports,
  now: Instant,
): Outcome['events'] {
  const looks = contracts.flatMap(({ id }) => ports.renewalLooks.find(id) ?? []);
  for (const look of looks) ports.renewalLooks.save(lookAgain(look, notice?.detail ?? null, now));
  return newsOf(looks, notice);
}

/** Looks no more, until the setting changes; with the notice why, once (CT-7). */
export function rests({ id }: Contract, notice: Notice | null, ports: Ports): Outcome['events'] {
  const look = ports.renewalLooks.find(id);
  if (!look) return [];
  ports.renewalLooks.save(resting(look, notice?.detail ?? null));
  return newsOf([look], notice);
}

/** The auto-renewal of a service was set: its contracts are looked at anew (CT-7). */
export function renewalsAwake(
  { claims }: Client,
  product: string,
  { renewalLooks }: Pick<Ports, 'renewalLooks'>,
  now: Instant,
): void {
  const contracts = claims
    .filter((claim) => claim.product === product && claim.mode === 'commercial')
    .flatMap((claim) => claim.contracts.filter(({ kind }) => kind === 'product'));
  for (const { id } of contracts) {
    const look = renewalLooks.find(id);
    if (look) renewalLooks.save(awake(look, now));
  }
}

function newsOf([first, ...others]: readonly RenewalLook[], notice: Notice | null): Outcome['events'] {
  if (!first || notice === null || [first, ...others].every(({ told }) => told === notice.detail)) return [];
  return [{ type: 'NoticeGiven', customerId: first.customerId, notice }];
}
