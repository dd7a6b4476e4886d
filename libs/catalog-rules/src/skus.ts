/** What a pool counts: a product with its protection model, or a module. */
export const skuOf = (product: string, protectionModel: string | null | undefined): string =>
  protectionModel ? `${product}:${protectionModel}` : product;

/** The product or module that a SKU names: all that stands before the colon. */
export const itemIdOf = (sku: string): string => sku.split(':', 1)[0] ?? sku;

/** The protection model that a SKU names; undefined when it names none. */
export const protectionModelOf = (sku: string): string | undefined => sku.split(':')[1];
