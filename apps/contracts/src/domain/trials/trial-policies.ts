import { type Violation, distributorSellsSkuAndTerm, violation } from '@reservoir/catalog-rules';
import { type UtcDay, daysBetween, plusDays } from '@reservoir/kernel';
import { assignmentPolicies } from '../assignment-policies.js';
import type { Proposal } from '../proposal.js';

/** What a trial is judged by, beside the configuration. */
export interface TrialProposal extends Proposal {
  /** The product of the family that the client has commercially; undefined when none. */
  readonly commercial: string | undefined;
  /** The day on which the last trial of the family ended; undefined when there was none. */
  readonly lastTrial: UtcDay | undefined;
  readonly today: UtcDay;
}

/** Licences of a trial at most (CT-14). */
export const trialLicencesMost = 250;
/** From the end of one trial of a family to the next (CT-14). */
const daysBetweenTrials = 90;

type TrialPolicy = (proposal: TrialProposal) => readonly Violation[];

const productMayBeTried: TrialPolicy = ({ product }) =>
  product.trialPolicy.allowed
    ? []
    : [violation('trial-not-allowed', 'CT-14', `${product.id} cannot be tried`, {})];

const trialIsSmall: TrialPolicy = ({ request: { quantity } }) =>
  quantity <= trialLicencesMost
    ? []
    : [
        violation('trial-too-large', 'CT-14', `a trial has at most ${trialLicencesMost} licences`, {
          asked: quantity,
          most: trialLicencesMost,
        }),
      ];

/** CT-5, CT-14: one trial of a family at a time, with the modules that it began with. */
const familyHasNoTrial: TrialPolicy = ({ claim }) =>
  claim === undefined
    ? []
    : [
        violation(
          'trial-running',
          'CT-14',
          `the client tries ${claim.product}: one trial of a family at a time`,
          {
            product: claim.product,
          },
        ),
      ];

/** CT-5: a service has one protection model; another one is an upgrade (CT-12), which nothing tries. */
const productIsNotBought: TrialPolicy = ({ commercial, product }) =>
  commercial === product.id
    ? [violation('product-bought', 'CT-14', `the client has ${product.id} already`, { hint: 'upgrade' })]
    : [];

const trialsLieApart: TrialPolicy = ({ lastTrial, today }) => {
  if (lastTrial === undefined || daysBetween(lastTrial, today) >= daysBetweenTrials) return [];
  const from = plusDays(lastTrial, daysBetweenTrials);
  return [
    violation(
      'trial-too-soon',
      'CT-14',
      `the last trial of the family ended on ${lastTrial}: the next from ${from} on`,
      {
        lastTrial,
        from,
      },
    ),
  ];
};

const trialsAreNotAligned: TrialPolicy = ({ request: { alignEnd } }) =>
  alignEnd ? [violation('trial-not-aligned', 'CT-15', 'a trial runs for its own days', {})] : [];

const trialPolicies: readonly TrialPolicy[] = [
  familyHasNoTrial,
  productIsNotBought,
  productMayBeTried,
  trialIsSmall,
  trialsLieApart,
  trialsAreNotAligned,
];

/** Everything that is wrong with a trial, at once. It runs for days of its own: any term in which it is sold will do. */
export function violationsOfTrial(proposal: TrialProposal): readonly Violation[] {
  const { product, request } = proposal;
  const forTerm = (term = product.terms[0] ?? request.term) => ({
    ...proposal,
    request: { ...request, term },
  });
  const sold = product.terms.find((term) => distributorSellsSkuAndTerm(forTerm(term)).length === 0);
  return [
    ...trialPolicies.flatMap((policy) => policy(proposal)),
    ...assignmentPolicies.flatMap((policy) => policy(forTerm(sold))),
  ];
}
