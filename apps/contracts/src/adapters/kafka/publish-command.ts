import {
  commitReservation,
  drawLicenses,
  recoverLicenses,
  releaseReservation,
  reserveLicenses,
  returnLicenses,
  transferLicenses,
} from '@reservoir/messages';
import type { PoolCommand } from '../../domain/license-pool.js';
import { type Publisher, publish } from './publish.js';

/** Publishes what is asked of a license pool. */
export function publishCommand(context: Publisher, command: PoolCommand): void {
  switch (command.type) {
    case 'DrawLicenses': {
      const { pool, holder, quantity, lotsMost, periodEnd } = command;
      return publish(context, drawLicenses, { pool, holder, quantity, lotsMost, periodEnd });
    }
    case 'ReserveLicenses': {
      const { pool, reservationId, holder, quantity, lotsMost } = command;
      return publish(context, reserveLicenses, { pool, reservationId, holder, quantity, lotsMost });
    }
    case 'CommitReservation': {
      const { pool, reservationId, holder, periodEnd } = command;
      return publish(context, commitReservation, { pool, reservationId, holder, periodEnd });
    }
    case 'ReleaseReservation': {
      const { pool, reservationId } = command;
      return publish(context, releaseReservation, { pool, reservationId });
    }
    case 'RecoverLicenses': {
      const { pool, recoveryId, holder, back, retired } = command;
      return publish(context, recoverLicenses, { pool, recoveryId, holder, back, retired });
    }
    case 'TransferLicenses': {
      const { pool, toPartnerId, transferId, customerId, picks } = command;
      return publish(context, transferLicenses, { pool, toPartnerId, transferId, customerId, picks });
    }
    case 'ReturnLicenses': {
      const { pool, holder, picks } = command;
      return publish(context, returnLicenses, { pool, holder, picks });
    }
  }
}
