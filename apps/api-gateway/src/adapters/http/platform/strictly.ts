import { z } from 'zod';

type AnySchema = z.ZodType & { readonly def: { readonly type: string } };

/**
 * The same schema, which refuses members that it does not know, all the way down. Records on Kafka let unknown members
 * pass, so that they can grow; a request with one is a mistake that its caller wants to hear of.
 */
export const strictly = <Schema extends z.ZodType>(schema: Schema): Schema => narrow(schema) as Schema;

function narrow(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(
      Object.entries(schema.def.shape as Record<string, z.ZodType>).map(([name, member]) => [
        name,
        narrow(member),
      ]),
    );
    return schema.clone({ ...schema.def, shape, catchall: z.never() });
  }
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: narrow(schema.def.element as AnySchema) });
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return schema.clone({ ...schema.def, innerType: narrow(schema.def.innerType as AnySchema) } as never);
  return schema;
}
