import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  familyPublished,
  modulePublished,
  productPublished,
  publishFamily,
  publishModule,
  publishProduct,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { publishFamily as publishTheFamily } from '../../application/publish-family.js';
import { publishModule as publishTheModule } from '../../application/publish-module.js';
import { publishProduct as publishTheProduct } from '../../application/publish-product.js';
import { answer } from './answer.js';
import { CATALOG, type CatalogOfChunk } from './catalog-of-chunk.js';

/** What the operator publishes: families, products and modules (CA-1). One key, so one after the other. */
@Controller()
export class ProductsController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(publishFamily, ({ body }) => ({ families: [body.id] }))
  family(command: DataOf<typeof publishFamily>, context: RecordContext): void {
    const families = this.catalog.families.in(context.chunk);
    answer(context, 'families', publishTheFamily(command, { families }), ({ version }) => {
      context.publish(familyPublished, { body: command.body, version }, { sequence: version });
    });
  }

  @Handles(publishProduct, ({ body }) => ({
    families: [body.familyId],
    products: [body.id],
    modules: [body.id],
  }))
  product(command: DataOf<typeof publishProduct>, context: RecordContext): void {
    const { families, products, modules } = this.#ports(context);
    answer(
      context,
      'products',
      publishTheProduct(command, { families, products, modules }),
      ({ version }) => {
        context.publish(productPublished, { body: command.body, version }, { sequence: version });
      },
    );
  }

  @Handles(publishModule, ({ body }) => ({
    products: [body.id, ...productsNamed(body)],
    modules: [body.id, ...body.requires],
  }))
  module(command: DataOf<typeof publishModule>, context: RecordContext): void {
    const { products, modules } = this.#ports(context);
    answer(context, 'modules', publishTheModule(command, { products, modules }), ({ version }) => {
      context.publish(modulePublished, { body: command.body, version }, { sequence: version });
    });
  }

  #ports({ chunk }: RecordContext) {
    const { families, products, modules } = this.catalog;
    return { families: families.in(chunk), products: products.in(chunk), modules: modules.in(chunk) };
  }
}

const productsNamed = (body: DataOf<typeof publishModule>['body']): readonly string[] => [
  ...body.products,
  ...body.onlyWith.map(({ product }) => product),
  ...body.includedIn.map(({ product }) => product),
];
