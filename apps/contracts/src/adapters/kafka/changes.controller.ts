import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  changeSeats,
  convertTrial,
  extendTrial,
  groupContracts,
  scheduleChange,
  unscheduleChange,
  upgradeService,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import * as changes from '../../application/changes.js';
import { convertTrial as convert, needsOfConversion } from '../../application/convert-trial.js';
import { needsOfFamily } from '../../application/needs.js';
import { onFamily } from './family-command.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';

/** Commands that change how many licences of what a client has: seats, groups, upgrades, trials. */
@Controller()
export class ChangesController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(changeSeats, needsOfFamily)
  seats(data: DataOf<typeof changeSeats>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.changeSeats);
  }

  @Handles(groupContracts, needsOfFamily)
  group(data: DataOf<typeof groupContracts>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.groupContracts);
  }

  @Handles(upgradeService, changes.needsOfUpgrade)
  upgrade(data: DataOf<typeof upgradeService>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.upgradeService);
  }

  @Handles(scheduleChange, changes.needsOfSchedule)
  schedule(data: DataOf<typeof scheduleChange>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.scheduleChange);
  }

  @Handles(unscheduleChange, needsOfFamily)
  unschedule(data: DataOf<typeof unscheduleChange>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.unscheduleChange);
  }

  @Handles(extendTrial, needsOfFamily)
  extend(data: DataOf<typeof extendTrial>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), changes.extendTrial);
  }

  @Handles(convertTrial, needsOfConversion)
  convert(data: DataOf<typeof convertTrial>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), convert);
  }
}
