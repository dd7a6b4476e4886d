import { type Instant, plusMs } from '@reservoir/kernel';
import { createCompany } from '../application/create-company.js';
import { changeCompany, reactivateCompany, suspendCompany } from '../application/change-company.js';
import { inheritPlace, settlePlace } from '../application/inherit-place.js';
import {
  acceptTransfer,
  concludeMove,
  endTransfer,
  expireTransfer,
  requestTransfer,
} from '../application/transfer-company.js';
import type { Actor } from '../domain/actor.js';
import type { CompanyChanges } from '../domain/change-policies.js';
import type { Company, CompanyType } from '../domain/company.js';
import { isBehind } from '../domain/place.js';
import type { SkuInUse } from '../domain/transfer-request.js';
import { aRequest, noon, operator, userOf } from './companies.fixtures.js';
import { plainTree } from './memory-companies.js';

/** The tree in memory, with the scheduler played by `settle`; what is asked comes from total control, unless told otherwise. */
export class AWorld {
  readonly tree = plainTree();
  now: Instant = noon;
  #requests = 0;

  /** The demonstration world of interfaces.md, as far as its companies go. */
  static demo(now: Instant = noon): AWorld {
    const world = new AWorld();
    world.now = now;
    for (const id of ['distributor-one', 'distributor-two']) world.make('distributor', id, null);
    world.make('partner', 'partner-gold', 'distributor-one');
    world.make('partner', 'partner-silver', 'distributor-one');
    world.make('partner', 'partner-two', 'distributor-two');
    world.make('partner', 'partner-chain', 'partner-gold');
    world.make('customer', 'customer-one', 'partner-gold');
    world.make('customer', 'customer-chain', 'partner-chain');
    world.make('customer', 'customer-foreign', 'partner-two');
    return world;
  }

  /** A moment later. */
  tick(ms = 1000): Instant {
    return (this.now = plusMs(this.now, ms));
  }

  make(type: CompanyType, id: string, parentId: string | null, actor: Actor = operator) {
    return createCompany(aRequest({ id, type, parentId, actor }), this.tree, this.now);
  }

  change(id: string, changes: CompanyChanges, actor: Actor = userOf(id)) {
    return changeCompany({ id, changes, actor }, this.tree, this.now);
  }

  suspend(id: string, actor: Actor, recursive = false, reason: string | null = null) {
    return suspendCompany({ id, recursive, reason, actor }, this.tree, this.now);
  }

  reactivate(id: string, actor: Actor) {
    return reactivateCompany({ id, actor }, this.tree, this.now);
  }

  /** Gives the id of the request beside the outcome. */
  ask(companyId: string, toId: string, inUse: readonly SkuInUse[] = [], actor: Actor = userOf(companyId)) {
    const id = `request-${(this.#requests += 1)}`;
    return { id, outcome: requestTransfer({ id, companyId, toId, inUse, actor }, this.tree, this.now) };
  }

  accept(
    transferId: string,
    companyId: string,
    toId: string,
    of: { inUse?: SkuInUse[]; actor?: Actor } = {},
  ) {
    const { inUse = [], actor = userOf(toId) } = of;
    const accept = { transferId, companyId, speaker: 'new-parent', speakerId: toId, actor } as const;
    return acceptTransfer({ ...accept, inUse, operationId: `accept-${transferId}` }, this.tree, this.now);
  }

  decline(transferId: string, companyId: string, toId: string, actor: Actor = userOf(toId)) {
    const answer = { transferId, companyId, speaker: 'new-parent', speakerId: toId, actor } as const;
    return endTransfer(answer, this.tree, this.now);
  }

  withdraw(transferId: string, companyId: string, actor: Actor = userOf(companyId)) {
    const answer = { transferId, companyId, speaker: 'mover', speakerId: companyId, actor } as const;
    return endTransfer(answer, this.tree, this.now);
  }

  expire(transferId: string, companyId: string) {
    const deadline = this.request(transferId).deadline;
    return expireTransfer({ transferId, companyId, deadline }, this.tree, this.now);
  }

  /** What contracts answers for a customer that moves. */
  locked(transferId: string, companyId: string, toId: string, yes = true) {
    return concludeMove({ transferId, companyId, toId }, yes, this.tree, this.now);
  }

  /** Hands places down until everybody has them; gives how many steps it took. */
  settle(): number {
    for (let steps = 0; ;) {
      const unsettled = this.all().filter(({ branch }) => branch.unsettled);
      if (unsettled.length === 0) return steps;
      for (const parent of unsettled) {
        const behind = this.all().filter((company) => isBehind(company, parent));
        for (const { id } of behind) inheritPlace({ companyId: id, parentId: parent.id }, this.tree);
        // the version below which nobody was behind, as the finder asks: it may have grown by now
        const { placeVersion } = parent.branch;
        if (behind.length === 0) settlePlace({ companyId: parent.id, placeVersion }, this.tree);
        steps += 1;
      }
    }
  }

  all(): readonly Company[] {
    return [...this.tree.all.values()];
  }

  company(id: string): Company {
    const company = this.tree.companies.find(id);
    if (!company) throw new Error(`there is no company ${id}`);
    return company;
  }

  request(id: string) {
    const request = this.tree.requests.find(id);
    if (!request) throw new Error(`there is no request ${id}`);
    return request;
  }
}

/** The code of a refusal, or nothing. */
export const codeOf = (outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  outcome.ok ? undefined : outcome.error?.code;
