import {
  type MessageDefinition,
  acceptTransfer,
  assignLicenses,
  clientLocked,
  commitRefused,
  commitReservation,
  drawLicenses,
  drawRefused,
  expireReservation,
  licensesDrawn,
  lockClient,
  recoverLicenses,
  recoveryApplied,
  releaseReservation,
  renewContract,
  reservationAccepted,
  reservationCommitted,
  reservationRefused,
  reserveLicenses,
  returnLicenses,
  timeOutAssignment,
  transferApplied,
  transferLicenses,
  upgradeService,
} from '@reservoir/messages';
import type { AppName } from '@reservoir/tools/platform';
import type { Step } from '../crash/plans.js';

/** The sagas whose steps are planned for. */
export const sagas = ['assignment', 'renewal', 'upgrade', 'transfer'] as const;
export type Saga = (typeof sagas)[number];

/** A step of a saga, and the service that takes it. */
export interface SagaStep extends Step {
  readonly app: AppName;
}

const taken = (
  app: AppName,
  saga: Saga | null,
  ...messages: readonly MessageDefinition[]
): readonly SagaStep[] => messages.map(({ type: record }) => ({ app, saga, record }));

const answers = [licensesDrawn, drawRefused];
const reservationAnswers = [reservationAccepted, reservationRefused, reservationCommitted];
const reservations = [reserveLicenses, commitReservation, releaseReservation];

/**
 * Every step of the sagas: an upgrade draws one SKU, so that it reserves nothing; what time alone brings about is nobody's, and so
 * are the steps of undoing that follow it.
 */
export const steps: readonly SagaStep[] = [
  ...taken('contracts', 'assignment', assignLicenses, ...answers, ...reservationAnswers),
  ...taken('license-pool', 'assignment', drawLicenses, ...reservations),
  ...taken('contracts', 'renewal', renewContract, ...answers, ...reservationAnswers),
  ...taken('license-pool', 'renewal', drawLicenses, ...reservations),
  ...taken('contracts', 'upgrade', upgradeService, ...answers, recoveryApplied),
  ...taken('license-pool', 'upgrade', drawLicenses, recoverLicenses),
  ...taken('companies', 'transfer', acceptTransfer, clientLocked),
  ...taken('contracts', 'transfer', lockClient, transferApplied),
  ...taken('license-pool', 'transfer', transferLicenses),
  ...taken('contracts', null, timeOutAssignment, commitRefused),
  ...taken('license-pool', null, expireReservation, returnLicenses),
];

/** How a step is called in a report. */
export const nameOf = ({ saga, record }: Step): string =>
  `${saga ?? 'late'} ${record.split('.').slice(1, -1).join(' ')}`;
