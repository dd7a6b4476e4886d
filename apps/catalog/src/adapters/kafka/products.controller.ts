import { Controller, Inject } from '@nestjs/common';
import { type DataOf, publishFamily, publishModule, publishProduct } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { publishFamily as publishTheFamily } from '../../application/publish-family.js';
import { publishModule as publishTheModule } from '../../application/publish-module.js';
import { publishProduct as publishTheProduct } from '../../application/publish-product.js';
import { announcePublication } from './announce.js';
import { answer } from './answer.js';
import { CATALOG, type CatalogOfChunk } from './catalog-of-chunk.js';

/** Publishing in one step: the commands of gateways that know no drafts. */
@Controller()
export class ProductsController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(publishFamily, ({ body }) => ({ drafting: [{ kind: 'families', id: body.id, body }] }))
  family(command: DataOf<typeof publishFamily>, context: RecordContext): void {
    const outcome = publishTheFamily(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }

  @Handles(publishProduct, ({ body }) => ({ drafting: [{ kind: 'products', id: body.id, body }] }))
  product(command: DataOf<typeof publishProduct>, context: RecordContext): void {
    const outcome = publishTheProduct(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }

  @Handles(publishModule, ({ body }) => ({ drafting: [{ kind: 'modules', id: body.id, body }] }))
  module(command: DataOf<typeof publishModule>, context: RecordContext): void {
    const outcome = publishTheModule(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }
}
