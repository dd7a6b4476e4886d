import { Controller, Inject } from '@nestjs/common';
import { type DataOf, inheritPlace, settlePlace } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import * as place from '../../application/inherit-place.js';
import { needs } from '../../application/needs.js';
import { TREE, type TreeOfChunk } from './companies-of-chunk.js';
import { publishEvents } from './publish-events.js';

/** What the scheduler asks for, so that changes of a place reach everybody below (CO-1, CO-6). */
@Controller()
export class PlacesController {
  constructor(@Inject(TREE) private readonly tree: TreeOfChunk) {}

  @Handles(inheritPlace, ({ companyId, parentId }) => needs({ companies: [companyId, parentId] }))
  inherit(due: DataOf<typeof inheritPlace>, context: RecordContext): void {
    publishEvents(context, place.inheritPlace(due, this.tree.in(context.chunk)));
  }

  @Handles(settlePlace, ({ companyId }) => needs({ companies: [companyId] }))
  settle(due: DataOf<typeof settlePlace>, context: RecordContext): void {
    place.settlePlace(due, this.tree.in(context.chunk));
  }
}
