import { Controller, Inject } from '@nestjs/common';
import { type DataOf, assortmentChanged } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { learnAssortment } from '../../application/learn-assortment.js';
import { needs } from '../../application/needs.js';
import { TREE, type TreeOfChunk } from './companies-of-chunk.js';

/** The local copy of what distributors sell (CA-6): whoever takes a company in must sell what it uses (CO-3). */
@Controller()
export class AssortmentsController {
  constructor(@Inject(TREE) private readonly tree: TreeOfChunk) {}

  @Handles(assortmentChanged, ({ body }) => needs({ assortments: [body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, { chunk }: RecordContext): void {
    const skus = body.offers.map(({ sku }) => sku);
    learnAssortment({ id: body.distributorId, skus, version }, this.tree.in(chunk));
  }
}
