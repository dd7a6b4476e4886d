import { type UtcDay, dayOf, daysBetween, termClassOf } from '@reservoir/kernel';
import { type Contract, isLive, lastPeriod } from '../domain/contract.js';
import { isScheduledChange } from '../domain/recovery/leaving.js';
import { isRenewable } from '../domain/renewal/renewable.js';
import { isSuspended } from '../domain/service.js';
import type { Asked, FamilyWalk } from './family-walk.js';

/** The live contracts of a walk, and what they are judged by. */
export interface Scene {
  readonly live: readonly Contract[];
  readonly today: UtcDay;
  /** Its service is suspended (CT-13). */
  readonly isSuspended: (contract: Contract) => boolean;
  /** Its client is suspended (CO-6). */
  readonly isBarred: (contract: Contract) => boolean;
}

export const sceneOf = ({ ports, now }: FamilyWalk): Scene => ({
  live: ports.contracts.all().filter((contract) => isLive(contract)),
  today: dayOf(now),
  isSuspended: ({ serviceId }) => isSuspended(ports.services.find(serviceId)),
  isBarred: ({ customerId }) => ports.companies.find(customerId)?.suspended === true,
});

type Suits = (contract: Contract, scene: Scene) => boolean;

const isBought: Suits = (contract) => contract.mode === 'commercial' && contract.state === 'active';
const isTried: Suits = ({ mode, kind }) => mode === 'trial' && kind === 'product';

/** Contracts that may be grouped with this one: of its SKU and term class (CT-11). */
export const groupable = (contract: Contract, scene: Scene): readonly Contract[] =>
  scene.live.filter(
    (one) =>
      isBought(one, scene) &&
      one.next === null &&
      one.serviceId === contract.serviceId &&
      one.periods[0].sku === contract.periods[0].sku &&
      termClassOf(one.periods[0].term) === termClassOf(contract.periods[0].term),
  );

/** The whole service is of one term class, as a change of product needs it (CT-12). */
const isOfOneClass: Suits = ({ serviceId, mode, periods: [{ term }] }, { live }) =>
  live
    .filter((one) => one.serviceId === serviceId && one.mode === mode && one.kind === 'product')
    .every(({ periods: [present] }) => termClassOf(present.term) === termClassOf(term));

/** What a command is not refused for at first sight: else a walk would mostly be refused, and try nothing. */
const suits: Readonly<Record<Asked, Suits>> = {
  changeSeats: isBought,
  groupContracts: (contract, scene) => groupable(contract, scene).length > 1,
  upgradeService: (contract, scene) =>
    isBought(contract, scene) && contract.kind === 'product' && isOfOneClass(contract, scene),
  convertTrial: isTried,
  extendTrial: (contract, scene) =>
    isTried(contract, scene) && daysBetween(contract.periods[0].start, contract.periods[0].end) === 30,
  cancelContract: () => true,
  renewContract: (contract, { today }) => isRenewable(contract, today),
  scheduleChange: (contract, { today }) => isRenewable(contract, today),
  unscheduleChange: isScheduledChange,
  suspendService: () => true,
  resumeService: (contract, scene) => scene.isSuspended(contract),
};

/** The live contracts that a command may be asked of. */
export const suitedFor = (what: Asked, scene: Scene): readonly Contract[] =>
  scene.live.filter(
    (contract) =>
      suits[what](contract, scene) &&
      !scene.isBarred(contract) &&
      scene.isSuspended(contract) === (what === 'resumeService'),
  );

/** The last end of a contract that is near enough to be waited for. */
export const endsAhead = ({ live, today }: Scene): readonly UtcDay[] =>
  live
    .map((contract) => lastPeriod(contract).end)
    .filter((end) => end > today && daysBetween(today, end) < 400);
